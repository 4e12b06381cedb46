package dev.coffer.kyc.document;

import dev.coffer.kyc.person.PersonalData;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a document when it is announced.
 *
 * @param country that has issued it, by two letters of ISO 3166; null where it was not given
 * @param number printed on it, up to {@value #MAX_NUMBER} characters; personal, null where it was not given
 * @param issuedOn the day printed on it; null where it was not given
 * @param expiresOn the last day on which it counts; null where it counts for good
 */
public record Paper(
        String id,
        String tenantId,
        String userId,
        DocumentType type,
        DocumentSide side,
        @Nullable String country,
        @Nullable String number,
        @Nullable LocalDate issuedOn,
        @Nullable LocalDate expiresOn,
        Instant createdAt,
        Instant updatedAt) {

    static final int MAX_NUMBER = 50;

    /** @throws IllegalArgumentException without the number, which is personal */
    public Paper {
        country = country == null ? null : PersonalData.country(country);
        number = number == null ? null : PersonalData.text(number, MAX_NUMBER);
    }

    Paper changed(Instant now) {
        return new Paper(id, tenantId, userId, type, side, country, number, issuedOn, expiresOn, createdAt, now);
    }

    /** Whether it does not count any more on that day. */
    boolean isOver(LocalDate today) {
        return expiresOn != null && expiresOn.isBefore(today);
    }

    @Override
    public String toString() {
        return "Paper[" + id + ", " + type + "]";
    }
}
