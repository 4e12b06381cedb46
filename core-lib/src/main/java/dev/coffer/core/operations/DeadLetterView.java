package dev.coffer.core.operations;

import dev.coffer.core.events.DeadLetter;
import dev.coffer.core.graphql.GraphQlName;
import java.time.Instant;
import java.util.List;

/** The GraphQL type {@code DeadLetter}. */
@GraphQlName("DeadLetter")
record DeadLetterView(
        String id,
        String consumer,
        DeadLetter.State state,
        String eventType,
        String key,
        String error,
        List<DeadLetter.Attempt> history,
        String payload,
        Instant at) {

    static DeadLetterView of(DeadLetter letter) {
        return new DeadLetterView(
                letter.id(),
                letter.consumer(),
                letter.state(),
                letter.eventType(),
                letter.eventKey(),
                letter.error(),
                letter.history(),
                letter.payload(),
                letter.at());
    }

    /** Leaves the payload out: it may be personal. */
    @Override
    public String toString() {
        return id + " " + state;
    }
}
