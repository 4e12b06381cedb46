package dev.coffer.gateway.cost;

import dev.coffer.gateway.compose.ArgumentDef;
import dev.coffer.gateway.compose.FieldDef;
import dev.coffer.gateway.compose.InputDef;
import dev.coffer.gateway.compose.ListSize;
import dev.coffer.gateway.compose.Supergraph;
import dev.coffer.gateway.compose.TypeRef;
import dev.coffer.gateway.execute.JsonObject;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.parser.Parser;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells what an operation costs at most: each field its weight and what is below it, as often as its list may be long; conditions are
 * taken to hold, and fields that are asked for twice count twice. A mutation costs {@value #MUTATION} more.
 */
public final class Estimate {
    private static final long MUTATION = 10;
    private static final BigInteger LONGEST = BigInteger.valueOf(Integer.MAX_VALUE);

    private final Supergraph supergraph;
    private final Weights weights;
    private final int usualSize;
    private final Map<String, FragmentDefinition> fragments = new HashMap<>();

    /** Lists of the selected object whose size the field above knows. */
    private record Sized(ListSize of, Term size) {}

    private static final class NotSliced extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotSliced(String message) {
            super(message, null, false, false);
        }
    }

    private Estimate(Supergraph supergraph, int usualSize) {
        this.supergraph = supergraph;
        this.weights = new Weights(supergraph);
        this.usualSize = usualSize;
    }

    /**
     * @param document valid for the schema, and of bounded size when its fragments are spread
     * @param operation of the document
     */
    public static OperationCost of(
            Supergraph supergraph, int usualSize, Document document, OperationDefinition operation) {
        Estimate estimate = new Estimate(supergraph, usualSize);
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> estimate.fragments.put(fragment.getName(), fragment));
        try {
            return new OperationCost.Known(estimate.operation(operation));
        } catch (NotSliced refused) {
            return new OperationCost.Refused(String.valueOf(refused.getMessage()));
        }
    }

    private Term operation(OperationDefinition operation) {
        return switch (operation.getOperation()) {
            case QUERY -> selections(supergraph.queryType(), operation.getSelectionSet(), null);
            case MUTATION ->
                Term.sum(List.of(
                        new Term.Fixed(MUTATION),
                        selections(supergraph.mutationType(), operation.getSelectionSet(), null)));
            case SUBSCRIPTION -> selections(supergraph.subscriptionType(), operation.getSelectionSet(), null);
        };
    }

    private Term selections(@Nullable String type, @Nullable SelectionSet set, @Nullable Sized sized) {
        if (type == null || set == null) {
            return Term.NOTHING;
        }
        List<Term> parts = new ArrayList<>();
        for (Selection<?> selection : set.getSelections()) {
            parts.add(selection(type, selection, sized));
        }
        return Term.sum(parts);
    }

    private Term selection(String type, Selection<?> selection, @Nullable Sized sized) {
        return switch (selection) {
            case Field field -> field(type, field, sized);
            case InlineFragment inline ->
                selections(
                        inline.getTypeCondition() == null
                                ? type
                                : inline.getTypeCondition().getName(),
                        inline.getSelectionSet(),
                        sized);
            case FragmentSpread spread -> {
                FragmentDefinition fragment = fragments.get(spread.getName());
                yield fragment == null
                        ? Term.NOTHING
                        : selections(fragment.getTypeCondition().getName(), fragment.getSelectionSet(), sized);
            }
            default -> Term.NOTHING;
        };
    }

    private Term field(String type, Field field, @Nullable Sized above) {
        FieldDef def = supergraph.field(type, field.getName());
        if (def == null) {
            // Of the schema itself: what asks about it has limits of its own.
            return Term.NOTHING;
        }
        ListSize said = weights.listSize(def);
        Term size = said == null ? new Term.Fixed(usualSize) : size(type, def, field, said);
        Sized below = said == null || said.sizedFields().isEmpty() ? null : new Sized(said, size);
        Term item = Term.sum(List.of(
                new Term.Fixed(weights.of(def)), selections(def.type().innerName(), field.getSelectionSet(), below)));
        Term own = below == null ? size : new Term.Fixed(usualSize);
        return Term.sum(List.of(repeated(def, above, own, item), arguments(def, field)));
    }

    private static Term repeated(FieldDef def, @Nullable Sized above, Term size, Term item) {
        if (!def.type().isList()) {
            return item;
        }
        return Term.times(above != null && above.of().sizedFields().contains(def.name()) ? above.size() : size, item);
    }

    private Term size(String type, FieldDef def, Field field, ListSize said) {
        List<Term> given = new ArrayList<>();
        for (String name : said.slicingArguments()) {
            Value<?> value = value(field, name);
            if (value instanceof IntValue number) {
                given.add(new Term.Fixed(count(number)));
            } else if (value instanceof VariableReference variable) {
                given.add(new Term.Given(variable.getName()));
            }
        }
        if (given.size() != 1 && said.needsOneSlicingArgument()) {
            throw new NotSliced("\"" + type + "." + def.name() + "\" needs exactly one of the arguments "
                    + String.join(", ", said.slicingArguments()) + ".");
        }
        long otherwise = otherwise(def, said);
        Term largest = new Term.Largest(given, otherwise);
        return given.stream().allMatch(Term.Fixed.class::isInstance)
                ? new Term.Fixed(largest.of(new JsonObject()))
                : largest;
    }

    /** Where no argument that bounds the list is given. */
    private long otherwise(FieldDef def, ListSize said) {
        long fallback = -1;
        for (String name : said.slicingArguments()) {
            ArgumentDef argument = def.arguments().get(name);
            if (argument != null
                    && argument.defaultValue() != null
                    && Parser.parseValue(argument.defaultValue()) instanceof IntValue number) {
                fallback = Math.max(fallback, count(number));
            }
        }
        if (fallback >= 0) {
            return fallback;
        }
        return said.assumedSize() == null ? usualSize : said.assumedSize();
    }

    private static long count(IntValue number) {
        return number.getValue().max(BigInteger.ZERO).min(LONGEST).longValue();
    }

    private static @Nullable Value<?> value(Field field, String argument) {
        for (Argument each : field.getArguments()) {
            if (each.getName().equals(argument)) {
                return each.getValue();
            }
        }
        return null;
    }

    private Term arguments(FieldDef def, Field field) {
        if (!weights.areInputsWeighed()) {
            return Term.NOTHING;
        }
        List<Term> parts = new ArrayList<>();
        for (Argument each : field.getArguments()) {
            ArgumentDef argument = def.arguments().get(each.getName());
            if (argument != null && !(each.getValue() instanceof NullValue)) {
                parts.add(new Term.Fixed(weights.of(argument.about(), argument.type())));
                parts.add(input(argument.type(), each.getValue()));
            }
        }
        return Term.sum(parts);
    }

    private Term input(TypeRef type, Value<?> value) {
        InputDef input = weights.input(type.innerName());
        if (input == null) {
            return Term.NOTHING;
        }
        return switch (value) {
            case VariableReference variable -> new Term.Input(variable.getName(), weights.inputCost(type.innerName()));
            case ArrayValue array ->
                Term.sum(array.getValues().stream()
                        .map(item -> input(type, item))
                        .toList());
            case ObjectValue object ->
                Term.sum(object.getObjectFields().stream()
                        .map(field -> inputField(input, field))
                        .toList());
            default -> Term.NOTHING;
        };
    }

    private Term inputField(InputDef input, ObjectField given) {
        InputDef.InputField field = input.fields().get(given.getName());
        return field == null || given.getValue() instanceof NullValue
                ? Term.NOTHING
                : Term.sum(List.of(
                        new Term.Fixed(weights.of(field.about(), field.type())),
                        input(field.type(), given.getValue())));
    }
}
