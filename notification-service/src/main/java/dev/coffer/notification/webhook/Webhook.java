package dev.coffer.notification.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint of a tenant.
 *
 * @param version from 1, counted by every change
 * @param secrets what deliveries are signed with, the newest first; earlier ones count until their time is over
 * @param savedBy who changed it last, and is told when it is switched off
 * @param switchedOffAt when it was switched off because it failed for days; null where it was not
 */
record Webhook(
        String id,
        String tenantId,
        WebhookUrl url,
        @Nullable String description,
        List<EventPattern> events,
        boolean isEnabled,
        int version,
        List<StoredSecret> secrets,
        String savedBy,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant switchedOffAt) {

    Webhook {
        events = List.copyOf(events);
        secrets = List.copyOf(secrets);
    }

    /**
     * A secret as it is kept.
     *
     * @param sealed by {@link WebhookSecrets}
     * @param until when it ceases to count; null for the newest, which counts until the next
     */
    record StoredSecret(String sealed, @Nullable Instant until) {

        boolean counts(Instant now) {
            return until == null || now.isBefore(until);
        }

        @Override
        public String toString() {
            return "StoredSecret[until=" + until + "]";
        }
    }

    /** What an operator may decide. */
    record Draft(WebhookUrl url, @Nullable String description, List<EventPattern> events, boolean isEnabled) {

        Draft {
            events = List.copyOf(events);
        }
    }

    boolean hears(String type) {
        return isEnabled && events.stream().anyMatch(pattern -> pattern.fits(type));
    }

    List<StoredSecret> counting(Instant now) {
        return secrets.stream().filter(secret -> secret.counts(now)).toList();
    }

    /** When the last of the earlier secrets ceases to count; null where there is none. */
    @Nullable
    Instant overlapUntil(Instant now) {
        Instant last = null;
        for (StoredSecret secret : counting(now)) {
            Instant until = secret.until();
            if (until != null && (last == null || until.isAfter(last))) {
                last = until;
            }
        }
        return last;
    }

    Webhook changed(Draft draft, String by, Instant now) {
        return new Webhook(
                id,
                tenantId,
                draft.url(),
                draft.description(),
                draft.events(),
                draft.isEnabled(),
                version + 1,
                secrets,
                by,
                createdAt,
                now,
                draft.isEnabled() ? null : switchedOffAt);
    }

    /** @param overlapUntil until when the secrets that count now go on doing so */
    Webhook rotated(String sealed, Instant overlapUntil, String by, Instant now) {
        List<StoredSecret> all = new ArrayList<>();
        all.add(new StoredSecret(sealed, null));
        for (StoredSecret secret : counting(now)) {
            Instant until = secret.until();
            Instant end = until == null || overlapUntil.isBefore(until) ? overlapUntil : until;
            if (end.isAfter(now)) {
                all.add(new StoredSecret(secret.sealed(), end));
            }
        }
        return new Webhook(
                id, tenantId, url, description, events, isEnabled, version + 1, all, by, createdAt, now, switchedOffAt);
    }

    Webhook switchedOff(Instant now) {
        return new Webhook(
                id, tenantId, url, description, events, false, version + 1, secrets, savedBy, createdAt, now, now);
    }

    @Override
    public String toString() {
        return "Webhook[" + id + ", " + version + "]";
    }
}
