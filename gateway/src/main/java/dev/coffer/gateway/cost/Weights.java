package dev.coffer.gateway.cost;

import dev.coffer.gateway.compose.About;
import dev.coffer.gateway.compose.EnumDef;
import dev.coffer.gateway.compose.FieldDef;
import dev.coffer.gateway.compose.FieldedDef;
import dev.coffer.gateway.compose.InputDef;
import dev.coffer.gateway.compose.InterfaceDef;
import dev.coffer.gateway.compose.ListSize;
import dev.coffer.gateway.compose.ObjectDef;
import dev.coffer.gateway.compose.ScalarDef;
import dev.coffer.gateway.compose.Supergraph;
import dev.coffer.gateway.compose.TypeDef;
import dev.coffer.gateway.compose.TypeRef;
import dev.coffer.gateway.compose.UnionDef;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the elements of a schema weigh: what they say, or else 1 for an object and nothing for a leaf. */
final class Weights {
    private static final long OBJECT = 1;
    private static final String CONNECTION = "Connection";
    private static final List<String> PAGE_ARGUMENTS = List.of("first", "last");

    private final Supergraph supergraph;
    private final boolean areInputsWeighed;

    Weights(Supergraph supergraph) {
        this.supergraph = supergraph;
        this.areInputsWeighed = supergraph.types().values().stream().anyMatch(Weights::weighsInputs);
    }

    private static boolean weighsInputs(TypeDef type) {
        return switch (type) {
            case FieldedDef fielded ->
                fielded.fields().values().stream()
                        .flatMap(field -> field.arguments().values().stream())
                        .anyMatch(argument -> isWeighed(argument.about()));
            case InputDef input -> input.fields().values().stream().anyMatch(field -> isWeighed(field.about()));
            case EnumDef enumeration -> isWeighed(enumeration.about());
            case ScalarDef scalar -> isWeighed(scalar.about());
            case UnionDef union -> false;
        };
    }

    private static boolean isWeighed(About about) {
        return about.cost().weight() != null;
    }

    /** Whether what clients give can cost anything. */
    boolean areInputsWeighed() {
        return areInputsWeighed;
    }

    /** One value of an output field. */
    long of(FieldDef field) {
        Integer own = field.about().cost().weight();
        return own == null ? ofType(field.type().innerName()) : Math.max(0, own);
    }

    /** An argument or input field that is given, without what is within it. */
    long of(About about, TypeRef type) {
        Integer own = about.cost().weight();
        if (own != null) {
            return Math.max(0, own);
        }
        return supergraph.type(type.innerName()) instanceof InputDef ? 0 : ofType(type.innerName());
    }

    private long ofType(String name) {
        TypeDef type = supergraph.type(name);
        return switch (type) {
            case ObjectDef object -> said(object, OBJECT);
            case InterfaceDef found -> heaviest(name);
            case UnionDef union -> heaviest(name);
            case EnumDef enumeration -> said(enumeration, 0);
            case ScalarDef scalar -> said(scalar, 0);
            case InputDef input -> 0;
            case null -> 0;
        };
    }

    private long heaviest(String name) {
        return supergraph.possibleTypes(name).stream()
                .mapToLong(this::ofType)
                .max()
                .orElse(OBJECT);
    }

    private static long said(TypeDef type, long otherwise) {
        Integer weight = type.about().cost().weight();
        return weight == null ? otherwise : Math.max(0, weight);
    }

    @Nullable
    InputDef input(String name) {
        return supergraph.type(name) instanceof InputDef input ? input : null;
    }

    InputCost inputCost(String type) {
        return new InputCost(this, type);
    }

    /** What is said of the sizes of a field's lists; of a Relay connection it need not be said. Null where nothing is known. */
    @Nullable
    ListSize listSize(FieldDef field) {
        ListSize said = field.about().cost().listSize();
        return said == null && field.type().innerName().endsWith(CONNECTION) ? connection(field) : said;
    }

    private @Nullable ListSize connection(FieldDef field) {
        Set<String> slicing = new LinkedHashSet<>(PAGE_ARGUMENTS);
        slicing.retainAll(field.arguments().keySet());
        Set<String> sized = new LinkedHashSet<>(List.of("edges", "nodes"));
        sized.removeIf(list -> {
            FieldDef found = supergraph.field(field.type().innerName(), list);
            return found == null || !found.type().isList();
        });
        return slicing.isEmpty() || sized.isEmpty() ? null : new ListSize(null, slicing, sized, false);
    }
}
