package dev.coffer.gateway.cost;

import dev.coffer.gateway.execute.JsonObject;

/** What an operation may cost at most, as far as that is known before it runs. */
public sealed interface OperationCost {

    /** @param term by which it is told for a request */
    record Known(Term term) implements OperationCost {

        /** Of what is not run. */
        public static final Known NOTHING = new Known(Term.NOTHING);

        /** @param variables of the request, with their defaults */
        public long of(JsonObject variables) {
            return term.of(variables);
        }

        /** Whether it is the same for all requests. */
        public boolean isFixed() {
            return term instanceof Term.Fixed;
        }
    }

    /** The schema wants it asked otherwise. @param why a sentence for the client */
    record Refused(String why) implements OperationCost {}
}
