package dev.coffer.notification.post;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}, in seconds or as a date (RFC 9110, 10.2.3). */
public final class RetryAfter {

    private RetryAfter() {}

    /** Null where there is none that can be read; never negative. */
    public static @Nullable Duration of(HttpHeaders headers, Clock clock) {
        String said = headers.firstValue("Retry-After").map(String::strip).orElse("");
        if (said.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(said));
        }
        try {
            Instant at = ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration rest = Duration.between(clock.instant(), at);
            return rest.isNegative() ? Duration.ZERO : rest;
        } catch (DateTimeException none) {
            return null;
        }
    }
}
