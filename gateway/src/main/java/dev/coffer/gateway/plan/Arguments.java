package dev.coffer.gateway.plan;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.AstPrinter;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Prints arguments in one canonical form, so that equal calls are equal texts. */
final class Arguments {

    private Arguments() {}

    /** {@code (a:1,b:$b)} sorted by name, or empty. */
    static String print(List<Argument> arguments) {
        return arguments.isEmpty()
                ? ""
                : arguments.stream()
                        .sorted(Comparator.comparing(Argument::getName))
                        .map(argument -> argument.getName() + ":" + AstPrinter.printAstCompact(argument.getValue()))
                        .collect(Collectors.joining(",", "(", ")"));
    }

    /** The same of literals by name. */
    static String print(Map<String, String> literals) {
        return literals.isEmpty()
                ? ""
                : literals.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getKey() + ":" + entry.getValue())
                        .collect(Collectors.joining(",", "(", ")"));
    }

    /** Names of the variables in the arguments. */
    static Set<String> variables(List<Argument> arguments) {
        Set<String> names = new LinkedHashSet<>();
        arguments.forEach(argument -> collect(argument.getValue(), names));
        return names;
    }

    private static void collect(Value<?> value, Set<String> into) {
        switch (value) {
            case VariableReference reference -> into.add(reference.getName());
            case ArrayValue array -> array.getValues().forEach(item -> collect(item, into));
            case ObjectValue object -> {
                for (ObjectField field : object.getObjectFields()) {
                    collect(field.getValue(), into);
                }
            }
            default -> {}
        }
    }
}
