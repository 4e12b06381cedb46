package dev.coffer.gateway.plan;

import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.Value;
import graphql.language.VariableReference;
import java.util.List;

/** Reads {@code @include} and {@code @skip}. */
final class Conditions {

    private Conditions() {}

    /** When a selection with these directives counts. */
    static Condition of(List<Directive> directives) {
        Condition condition = Condition.ALWAYS;
        for (Directive directive : directives) {
            switch (directive.getName()) {
                case "include" -> condition = condition.and(read(directive, true));
                case "skip" -> condition = condition.and(read(directive, false));
                default -> {}
            }
        }
        return condition;
    }

    private static Condition read(Directive directive, boolean expected) {
        Value<?> value = directive.getArgument("if").getValue();
        return switch (value) {
            case VariableReference variable -> Condition.of(variable.getName(), expected);
            case BooleanValue constant -> constant.isValue() == expected ? Condition.ALWAYS : Condition.NEVER;
            default -> throw new IllegalArgumentException("not a Boolean: " + value);
        };
    }
}
