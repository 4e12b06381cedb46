package dev.coffer.gateway.transport;

import dev.coffer.gateway.cost.OperationCost;
import dev.coffer.gateway.execute.Executable;
import dev.coffer.gateway.execute.GraphQlError;
import dev.coffer.gateway.plan.Dependencies;
import java.util.List;

/** What is known of a document before its variables: how to run it, or why it cannot run. */
sealed interface Prepared {

    /** Valid and planned. @param cost within the limit as far as it is fixed */
    record Ready(Executable executable, OperationCost.Known cost) implements Prepared {}

    /** Valid; how to run it depends on the request. */
    record Dependent(Dependencies dependencies) implements Prepared {}

    /** Refused; nothing was executed. */
    record Refused(List<GraphQlError> errors) implements Prepared {
        public Refused {
            errors = List.copyOf(errors);
        }
    }
}
