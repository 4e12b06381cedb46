package dev.coffer.notification.preference;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.preference.UserPreferences.Topic;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The inputs of {@code preference.graphqls}. */
final class PreferenceInputs {

    private static final int MOST_CHOICES = 100;
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

    private PreferenceInputs() {}

    record ChoiceInput(NotificationCategory category, NotificationChannel channel, boolean isWanted) {}

    record QuietHoursInput(String from, String until, String timeZone) {

        @Nullable
        QuietHours read(FieldChecks checks) {
            String field = "input.quietHours";
            LocalTime begin = checks.read(field + ".from", () -> time(from));
            LocalTime end = checks.read(field + ".until", () -> time(until));
            ZoneId zone = checks.read(field + ".timeZone", () -> zone(timeZone));
            return begin == null || end == null || zone == null
                    ? null
                    : checks.read(field, () -> new QuietHours(begin, end, zone));
        }

        private static LocalTime time(String text) {
            if (!TIME.matcher(text).matches()) {
                throw new IllegalArgumentException("A time is written as 22:00, from 00:00 to 23:59.");
            }
            return LocalTime.parse(text);
        }

        /** A place, as offsets know nothing of summer. */
        private static ZoneId zone(String text) {
            try {
                if (ZoneId.getAvailableZoneIds().contains(text)) {
                    return ZoneId.of(text);
                }
            } catch (DateTimeException unknown) {
                // Told below.
            }
            throw new IllegalArgumentException("A time zone is one of the IANA's, such as Europe/Berlin.");
        }
    }

    /** {@code SavePreferencesInput}. */
    record SaveInput(
            @Nullable List<ChoiceInput> choices,
            @Nullable QuietHoursInput quietHours,
            @Nullable Boolean clearsQuietHours) {

        /** @throws CodedException INVALID_INPUT naming every field that is wrong */
        SavePreferences.Change toChange() {
            FieldChecks checks = new FieldChecks();
            Map<Topic, Boolean> all = new HashMap<>();
            List<ChoiceInput> given = Objects.requireNonNullElse(choices, List.of());
            checks.read("input.choices", () -> {
                if (given.size() > MOST_CHOICES) {
                    throw new IllegalArgumentException("There are at most " + MOST_CHOICES + " choices.");
                }
                given.forEach(choice -> all.put(new Topic(choice.category(), choice.channel()), choice.isWanted()));
                return all;
            });
            boolean clears = Boolean.TRUE.equals(clearsQuietHours);
            QuietHours quiet = quietHours == null ? null : quietHours.read(checks);
            checks.read("input.clearsQuietHours", () -> {
                if (clears && quietHours != null) {
                    throw new IllegalArgumentException("Quiet hours are either given or cleared.");
                }
                return clears;
            });
            checks.require();
            return new SavePreferences.Change(all, quiet, clears);
        }
    }
}
