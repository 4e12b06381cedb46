package dev.coffer.gateway.compose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one subgraph has a field.
 *
 * @param type the field's type in that subgraph (composition may have merged it to a more general one)
 * @param external the subgraph names the field and cannot resolve it, save where a {@code provides} says so
 * @param requires fields of the parent that the subgraph must be sent first
 * @param provides fields below this one that the subgraph resolves here although they are external there
 * @param overrideFrom the subgraph that this one takes the field over from; it may not exist
 * @param label on source and target of a progressive override: with it active the target (the one with {@code overrideFrom})
 *     resolves the field and the source does not, and the other way round
 * @param usedOverridden overridden elsewhere without label: not resolved here, kept because a key, a requirement or an
 *     interface of this subgraph names it
 * @param contexts arguments beyond those of the API, to be filled from objects above
 */
public record Join(
        TypeRef type,
        boolean external,
        @Nullable FieldSet requires,
        @Nullable FieldSet provides,
        @Nullable String overrideFrom,
        @Nullable String label,
        boolean usedOverridden,
        List<ContextArgument> contexts) {

    public Join {
        contexts = List.copyOf(contexts);
    }

    /** Without arguments from contexts. */
    public Join(
            TypeRef type,
            boolean external,
            @Nullable FieldSet requires,
            @Nullable FieldSet provides,
            @Nullable String overrideFrom,
            @Nullable String label,
            boolean usedOverridden) {
        this(type, external, requires, provides, overrideFrom, label, usedOverridden, List.of());
    }

    /** The plain case: the subgraph has the field and resolves it. */
    public static Join of(TypeRef type) {
        return new Join(type, false, null, null, null, null, false);
    }

    /** True unless external, or overridden for good; a label may still switch it off. */
    public boolean isResolvable() {
        return !external && !(usedOverridden && label == null);
    }
}
