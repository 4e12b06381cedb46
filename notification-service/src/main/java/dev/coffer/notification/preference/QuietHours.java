package dev.coffer.notification.preference;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a user is not to be disturbed, by the clock on their wall: an hour that the clock skips is not waited for, and one that it shows
 * twice is quiet twice.
 *
 * @param from the first minute that is quiet
 * @param until the first that is not; before {@code from} for a night
 */
record QuietHours(LocalTime from, LocalTime until, ZoneId zone) {

    private static final int DAYS_AHEAD = 2;

    QuietHours {
        if (from.equals(until)) {
            throw new IllegalArgumentException("Quiet hours end at another time than they begin.");
        }
    }

    /** When they end, null where it is not quiet. */
    @Nullable
    Instant endAfter(Instant now) {
        LocalDateTime wall = LocalDateTime.ofInstant(now, zone);
        if (!isQuiet(wall.toLocalTime())) {
            return null;
        }
        Instant end = shownAfter(wall, now);
        ZoneOffsetTransition change = zone.getRules().nextTransition(now);
        boolean isCutShort = change != null
                && change.getInstant().isBefore(end)
                && !isQuiet(change.getDateTimeAfter().toLocalTime());
        return isCutShort ? change.getInstant() : end;
    }

    /** When the clock shows the end for the next time. */
    private Instant shownAfter(LocalDateTime wall, Instant now) {
        for (int days = 0; days <= DAYS_AHEAD; days++) {
            LocalDateTime end = wall.toLocalDate().plusDays(days).atTime(until);
            List<ZoneOffset> offsets = zone.getRules().getValidOffsets(end);
            Instant shown = offsets.stream()
                    .map(end::toInstant)
                    .filter(instant -> instant.isAfter(now))
                    .min(Instant::compareTo)
                    .orElse(null);
            if (shown != null) {
                return shown;
            }
        }
        throw new IllegalStateException("No end of " + this + " after " + now);
    }

    private boolean isQuiet(LocalTime time) {
        return from.isBefore(until)
                ? !time.isBefore(from) && time.isBefore(until)
                : !time.isBefore(from) || time.isBefore(until);
    }
}
