package dev.coffer.notification.webhook;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.IdempotencyKeys;
import dev.coffer.notification.webhook.Webhook.Draft;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The inputs of {@code webhook.graphqls}. */
final class WebhookInputs {

    static final int MOST_PATTERNS = 50;
    static final int LONGEST_DESCRIPTION = 200;
    static final int DEFAULT_OVERLAP_HOURS = 24;
    static final int LONGEST_OVERLAP_HOURS = 168;

    private WebhookInputs() {}

    /** {@code SaveWebhookInput}. */
    record SaveInput(
            @Nullable String id,
            String url,
            @Nullable String description,
            List<String> events,
            @Nullable Boolean isEnabled,
            @Nullable Integer expectedVersion) {

        /** @throws CodedException INVALID_INPUT naming every field that is wrong */
        Draft toDraft() {
            FieldChecks checks = new FieldChecks();
            WebhookUrl address = checks.read("input.url", () -> new WebhookUrl(url));
            String said = description;
            checks.read("input.description", () -> plain(said == null ? "" : said));
            List<EventPattern> patterns = patterns(checks);
            checks.read("input.expectedVersion", this::version);
            checks.require();
            return new Draft(Objects.requireNonNull(address), said, patterns, !Boolean.FALSE.equals(isEnabled));
        }

        private List<EventPattern> patterns(FieldChecks checks) {
            List<EventPattern> patterns = new ArrayList<>();
            List<String> asked = List.copyOf(new LinkedHashSet<>(events));
            checks.read("input.events", () -> counted(asked.size()));
            for (int i = 0; i < Math.min(asked.size(), MOST_PATTERNS); i++) {
                String one = asked.get(i);
                EventPattern pattern = checks.read("input.events[" + i + "]", () -> EventPattern.parse(one));
                if (pattern != null) {
                    patterns.add(pattern);
                }
            }
            return patterns;
        }

        private static int counted(int patterns) {
            if (patterns < 1 || patterns > MOST_PATTERNS) {
                throw new IllegalArgumentException("A webhook hears of 1 to " + MOST_PATTERNS + " kinds of events.");
            }
            return patterns;
        }

        private static String plain(String text) {
            if (text.length() > LONGEST_DESCRIPTION || text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "A description is a line of at most " + LONGEST_DESCRIPTION + " characters.");
            }
            return text;
        }

        /** Needed for a change only. */
        int version() {
            if (id != null && expectedVersion == null) {
                throw new IllegalArgumentException("A change says which version it was made up from.");
            }
            return expectedVersion == null ? 0 : expectedVersion;
        }
    }

    /** {@code RotateWebhookSecretInput}. */
    record RotateInput(String webhookId, @Nullable Integer overlapHours) {

        Duration overlap() {
            int hours = overlapHours == null ? DEFAULT_OVERLAP_HOURS : overlapHours;
            if (hours < 0 || hours > LONGEST_OVERLAP_HOURS) {
                throw CodedException.invalid(
                        "input.overlapHours", "Secrets overlap for 0 to " + LONGEST_OVERLAP_HOURS + " hours.");
            }
            return Duration.ofHours(hours);
        }
    }

    /** {@code DeleteWebhookInput}. */
    record DeleteInput(String webhookId) {}

    /** {@code TestWebhookInput}. */
    record TestInput(String webhookId, String idempotencyKey) {

        String key() {
            return IdempotencyKeys.require(idempotencyKey, "input.idempotencyKey");
        }
    }

    /** {@code ReplayWebhookInput}. */
    record ReplayInput(
            String webhookId,
            @Nullable String deliveryId,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Boolean isDeliveredToo,
            String idempotencyKey) {

        String key() {
            return IdempotencyKeys.require(idempotencyKey, "input.idempotencyKey");
        }

        /** @throws CodedException INVALID_INPUT unless it names one delivery or a range */
        SendAgain.Wanted toWanted() {
            boolean isOne = deliveryId != null && from == null && to == null;
            boolean isRange = deliveryId == null && from != null && to != null && from.isBefore(to);
            if (!isOne && !isRange) {
                throw CodedException.invalid(
                        "input", "Name either a delivery, or from when until when: from lies before to.");
            }
            return new SendAgain.Wanted(webhookId, deliveryId, from, to, Boolean.TRUE.equals(isDeliveredToo));
        }
    }
}
