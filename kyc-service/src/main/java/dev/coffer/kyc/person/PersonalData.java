package dev.coffer.kyc.person;

import java.time.LocalDate;
import java.time.Period;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody says they are.
 *
 * @param nationality by two letters of ISO 3166
 * @param residence likewise: whose rules hold
 * @param address of up to {@value #MAX_ADDRESS} characters; null where it was not given
 */
public record PersonalData(
        String givenName,
        String familyName,
        LocalDate birthDate,
        String nationality,
        String residence,
        @Nullable String address) {

    public static final int MAX_NAME = 100;
    public static final int MAX_ADDRESS = 300;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** @throws IllegalArgumentException without the value, which is personal */
    public PersonalData {
        givenName = name(givenName);
        familyName = name(familyName);
        nationality = country(nationality);
        residence = country(residence);
        address = address == null ? null : text(address, MAX_ADDRESS);
    }

    /** In whole years, on this day. */
    public int age(LocalDate today) {
        return Period.between(birthDate, today).getYears();
    }

    public static String name(String typed) {
        return text(typed, MAX_NAME);
    }

    /** One line of 1 to {@code most} characters, without space around it. */
    public static String text(String typed, int most) {
        String text = typed.strip();
        if (text.isEmpty() || text.length() > most || CONTROL.matcher(text).find()) {
            throw new IllegalArgumentException("It must be 1 to " + most + " characters on one line.");
        }
        return text;
    }

    public static String country(String typed) {
        if (!COUNTRIES.contains(typed)) {
            throw new IllegalArgumentException("It must be a country of ISO 3166 in two letters, such as DE.");
        }
        return typed;
    }

    @Override
    public String toString() {
        return "PersonalData[redacted]";
    }
}
