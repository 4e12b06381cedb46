package dev.coffer.gateway.compose;

import java.util.Map;
import java.util.stream.Collectors;

/** A directive that composition keeps, such as {@code @tag(name: "internal")}. @param arguments name to GraphQL literal */
public record AppliedDirective(String name, Map<String, String> arguments) {
    public AppliedDirective {
        arguments = Ordered.copyOf(arguments);
    }

    @Override
    public String toString() {
        return arguments.isEmpty()
                ? "@" + name
                : arguments.entrySet().stream()
                        .map(argument -> argument.getKey() + ": " + argument.getValue())
                        .collect(Collectors.joining(", ", "@" + name + "(", ")"));
    }
}
