package dev.coffer.gateway.plan;

import java.util.Set;

/**
 * A field as an operation or a field set asks for it: what makes two selections the same selection.
 *
 * @param responseKey the alias, or the name
 * @param arguments with parentheses as they are printed, or empty
 * @param variables of the client that the arguments use
 * @param condition when to ask for it, as seen from its parent
 */
record FieldKey(String responseKey, String name, String arguments, Set<String> variables, Condition condition) {
    FieldKey {
        variables = Set.copyOf(variables);
    }

    static FieldKey plain(String name) {
        return new FieldKey(name, name, "", Set.of(), Condition.ALWAYS);
    }

    /** The runtime type's name. */
    static final FieldKey TYPENAME = plain(OutputSelection.TYPENAME);

    boolean isTypename() {
        return name.equals(OutputSelection.TYPENAME);
    }

    /** Whether both give the same value on the same object. */
    boolean asksSameAs(FieldKey other) {
        return name.equals(other.name) && arguments.equals(other.arguments);
    }
}
