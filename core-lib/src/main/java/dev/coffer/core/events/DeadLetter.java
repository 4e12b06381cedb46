package dev.coffer.core.events;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * An event that a consumer could not handle, with everything needed to understand and repeat it.
 *
 * @param id of the letter: "consumer/place in the stream"
 * @param tenantId whose event it is; null where that could not be read
 * @param eventKey the key whose order counts
 * @param error of the last try, class and message
 * @param history the failed tries, the oldest first
 * @param payload the envelope as JSON; personal data, so {@link #toString} leaves it out
 * @param at when it came here
 */
public record DeadLetter(
        String id,
        String consumer,
        State state,
        @Nullable String tenantId,
        String eventType,
        String eventKey,
        String error,
        List<Attempt> history,
        String payload,
        Instant at) {

    private static final int LONGEST_ERROR = 1_000;

    /** Why a letter is here. */
    public enum State {
        /** Its own handling failed at every try. */
        POISONED,
        /** It was never tried: an earlier event of its key is poisoned. */
        WAITING,
        /** Somebody asked for another try, which its lane makes within seconds. */
        RETRYING
    }

    /** One failed try. */
    public record Attempt(Instant at, String error) {

        static Attempt of(Instant at, Throwable failure) {
            String text = failure.toString();
            return new Attempt(at, text.substring(0, Math.min(text.length(), LONGEST_ERROR)));
        }

        Document toDocument() {
            return new Document("at", Date.from(at)).append("error", error);
        }

        private static Attempt of(Document attempt) {
            return new Attempt(attempt.getDate("at").toInstant(), attempt.getString("error"));
        }
    }

    static DeadLetter of(Document letter) {
        return new DeadLetter(
                letter.getString("_id"),
                letter.getString("consumer"),
                State.valueOf(letter.getString("state")),
                letter.getString("tenantId"),
                letter.getString("eventType"),
                letter.getString("key"),
                letter.getString("error"),
                Objects.requireNonNullElse(letter.getList("history", Document.class), List.<Document>of()).stream()
                        .map(Attempt::of)
                        .toList(),
                letter.getString("payload"),
                letter.getDate("at").toInstant());
    }

    @Override
    public String toString() {
        return id + " " + eventType + " " + state + ": " + error;
    }
}
