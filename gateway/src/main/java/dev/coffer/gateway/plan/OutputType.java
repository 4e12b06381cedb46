package dev.coffer.gateway.plan;

import java.util.Set;

/** The type of an output field in the API schema, with what lies below it. */
public sealed interface OutputType {

    /** Null here is an error that cuts the output back to the nearest nullable value around it. */
    record NonNull(OutputType of) implements OutputType {}

    /** A list of {@code of}. */
    record ListOf(OutputType of) implements OutputType {}

    /** A scalar: its JSON is copied as the subgraph gave it. */
    record Scalar(String name) implements OutputType {}

    /**
     * An enum.
     *
     * @param values those of the API schema; any other value becomes null
     */
    record Enumeration(String name, Set<String> values) implements OutputType {
        public Enumeration {
            values = Set.copyOf(values);
        }
    }

    /** An object, interface or union, printed by its selection. */
    record Composite(OutputSelection selection) implements OutputType {}
}
