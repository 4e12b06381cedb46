package dev.coffer.notification.webhook;

import java.time.Instant;

/**
 * The queue of one endpoint, as a worker that took it up has it.
 *
 * @param claim counted by everybody who takes it up: only the last one's word counts
 * @param leasedUntil others leave it alone until then
 */
record EndpointQueue(Key key, long claim, Circuit circuit, Instant leasedUntil) {

    /** Whose queue. */
    record Key(String tenantId, String webhookId) {

        private static final char SEPARATOR = '/';

        /** An endpoint's id has no separator in it. */
        static Key parse(String text) {
            int at = text.lastIndexOf(SEPARATOR);
            return new Key(text.substring(0, at), text.substring(at + 1));
        }

        String text() {
            return tenantId + SEPARATOR + webhookId;
        }
    }

    boolean isLeased(Instant now) {
        return now.isBefore(leasedUntil);
    }

    EndpointQueue with(Circuit next, Instant until) {
        return new EndpointQueue(key, claim, next, until);
    }
}
