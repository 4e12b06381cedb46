package dev.coffer.notification.dispatch;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.IdempotencyKeys;
import dev.coffer.notification.dispatch.DispatchOrder.Segment;
import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.NotificationPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The inputs of {@code dispatch.graphqls}. */
final class DispatchInputs {

    private static final int MOST_VALUES = 50;
    private static final int LONGEST_VALUE = 500;
    private static final int LONGEST_ID = 100;
    private static final Duration FURTHEST = Duration.ofDays(366);
    private static final Pattern LOCALE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");

    private DispatchInputs() {}

    record ValueInput(String name, String value) {}

    record SegmentInput(@Nullable String locale) {}

    /** What both inputs have. */
    private record Common(
            String idempotencyKey,
            String template,
            @Nullable List<ValueInput> values,
            NotificationCategory category,
            NotificationPriority priority,
            List<NotificationChannel> channels,
            @Nullable Instant sendAt) {

        DispatchOrder order(
                FieldChecks checks, String operation, List<String> userIds, @Nullable Segment segment, Instant now) {
            checks.read("input.idempotencyKey", () -> IdempotencyKeys.require(idempotencyKey, "input.idempotencyKey"));
            checks.read("input.channels", this::requireChannels);
            checks.read("input.sendAt", () -> requireSoon(now));
            SortedMap<String, String> filling = new TreeMap<>();
            checks.read("input.values", () -> fill(filling));
            checks.require();
            return new DispatchOrder(
                    operation + "/" + idempotencyKey,
                    userIds,
                    segment,
                    template,
                    filling,
                    category,
                    priority,
                    List.copyOf(new TreeSet<>(channels)),
                    sendAt);
        }

        private boolean requireChannels() {
            if (channels.isEmpty()) {
                throw new IllegalArgumentException("A message goes by one channel at least.");
            }
            return true;
        }

        private boolean requireSoon(Instant now) {
            if (sendAt != null && sendAt.isAfter(now.plus(FURTHEST))) {
                throw new IllegalArgumentException("A message waits for a year at most.");
            }
            return true;
        }

        private boolean fill(SortedMap<String, String> filling) {
            List<ValueInput> given = Objects.requireNonNullElse(values, List.of());
            if (given.size() > MOST_VALUES) {
                throw new IllegalArgumentException("There are at most " + MOST_VALUES + " values.");
            }
            for (ValueInput one : given) {
                if (one.value().length() > LONGEST_VALUE || filling.put(one.name(), one.value()) != null) {
                    throw new IllegalArgumentException("The value of " + one.name() + " is given once, with at most "
                            + LONGEST_VALUE + " characters.");
                }
            }
            return true;
        }
    }

    private static String requireId(String userId) {
        if (userId.isBlank() || userId.length() > LONGEST_ID) {
            throw new IllegalArgumentException("A user's id has 1 to " + LONGEST_ID + " characters.");
        }
        return userId;
    }

    /** {@code SendNotificationInput}. */
    record SendInput(
            String idempotencyKey,
            String userId,
            String template,
            @Nullable List<ValueInput> values,
            NotificationCategory category,
            @Nullable NotificationPriority priority,
            List<NotificationChannel> channels,
            @Nullable Instant sendAt) {

        /** @throws CodedException INVALID_INPUT naming every field that is wrong */
        DispatchOrder toOrder(Instant now) {
            FieldChecks checks = new FieldChecks();
            checks.read("input.userId", () -> requireId(userId));
            NotificationPriority soon = Objects.requireNonNullElse(priority, NotificationPriority.NORMAL);
            return new Common(idempotencyKey, template, values, category, soon, channels, sendAt)
                    .order(checks, "one", List.of(userId), null, now);
        }
    }

    /** {@code SendBulkInput}. */
    record BulkInput(
            String idempotencyKey,
            @Nullable List<String> userIds,
            @Nullable SegmentInput segment,
            String template,
            @Nullable List<ValueInput> values,
            NotificationCategory category,
            @Nullable NotificationPriority priority,
            List<NotificationChannel> channels,
            @Nullable Instant sendAt) {

        /** @throws CodedException INVALID_INPUT naming every field that is wrong */
        DispatchOrder toOrder(Instant now) {
            FieldChecks checks = new FieldChecks();
            List<String> listed = checks.read("input.userIds", this::listed);
            Segment described = checks.read("input.segment", this::described);
            NotificationPriority soon = Objects.requireNonNullElse(priority, NotificationPriority.LOW);
            return new Common(idempotencyKey, template, values, category, soon, channels, sendAt)
                    .order(
                            checks,
                            "bulk",
                            Objects.requireNonNullElse(listed, List.of()),
                            segment == null ? null : described,
                            now);
        }

        private List<String> listed() {
            if ((userIds == null) == (segment == null)) {
                throw new IllegalArgumentException("Give either a list of users or a segment.");
            }
            List<String> all = Objects.requireNonNullElse(userIds, List.<String>of()).stream()
                    .map(DispatchInputs::requireId)
                    .distinct()
                    .toList();
            boolean isWrong = userIds != null && (all.isEmpty() || all.size() > OrderDispatch.MOST_RECIPIENTS);
            if (isWrong) {
                throw new IllegalArgumentException(
                        "A list has 1 to " + OrderDispatch.MOST_RECIPIENTS + " users, not " + all.size() + ".");
            }
            return all;
        }

        private Segment described() {
            String locale = segment == null ? null : segment.locale();
            if (locale != null && !LOCALE.matcher(locale).matches()) {
                throw new IllegalArgumentException("A language is written as in de or de-AT.");
            }
            return new Segment(locale);
        }
    }

    /** {@code CancelNotificationInput}. */
    record CancelInput(String id) {}
}
