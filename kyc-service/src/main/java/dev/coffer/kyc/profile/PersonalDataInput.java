package dev.coffer.kyc.profile;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.kyc.person.PersonalData;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The input of {@code submitPersonalData}. */
record PersonalDataInput(
        String givenName,
        String familyName,
        String birthDate,
        String nationality,
        String residence,
        @Nullable String address) {

    private static final int OLDEST = 130;

    /** @throws CodedException INVALID_INPUT with all that is wrong, and none of the values */
    PersonalData parse(LocalDate today) {
        FieldChecks checks = new FieldChecks();
        String given = checks.read("input.givenName", () -> PersonalData.name(givenName));
        String family = checks.read("input.familyName", () -> PersonalData.name(familyName));
        LocalDate born = checks.read("input.birthDate", () -> date(birthDate, today));
        String nation = checks.read("input.nationality", () -> PersonalData.country(nationality));
        String home = checks.read("input.residence", () -> PersonalData.country(residence));
        String lines = address;
        String street = lines == null
                ? null
                : checks.read("input.address", () -> PersonalData.text(lines, PersonalData.MAX_ADDRESS));
        checks.require();
        return new PersonalData(
                Objects.requireNonNull(given),
                Objects.requireNonNull(family),
                Objects.requireNonNull(born),
                Objects.requireNonNull(nation),
                Objects.requireNonNull(home),
                street);
    }

    private static LocalDate date(String typed, LocalDate today) {
        LocalDate date;
        try {
            date = LocalDate.parse(typed);
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("It must be a date such as 1990-02-28.", wrong);
        }
        if (date.isAfter(today) || date.isBefore(today.minusYears(OLDEST))) {
            throw new IllegalArgumentException("It must be a day in the last " + OLDEST + " years.");
        }
        return date;
    }

    @Override
    public String toString() {
        return "PersonalDataInput[redacted]";
    }
}
