package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field that requires others may tell what these say. Whoever may see it must therefore be somebody who may see them, for
 * required fields are fetched by the gateway for itself and nobody is asked then.
 */
final class AccessRules {
    private final Supergraph supergraph;
    private final Contexts contexts;
    private final Findings findings;

    private AccessRules(Supergraph supergraph, Findings findings) {
        this.supergraph = supergraph;
        this.contexts = new Contexts(supergraph);
        this.findings = findings;
    }

    static void check(Supergraph supergraph, Findings findings) {
        if (!supergraph.accesses().isEmpty()) {
            AccessRules rules = new AccessRules(supergraph, findings);
            for (TypeDef type : supergraph.types().values()) {
                if (type instanceof FieldedDef fielded) {
                    fielded.fields().values().forEach(field -> rules.check(fielded, field));
                }
            }
        }
    }

    private void check(FieldedDef type, FieldDef field) {
        Access shown = type.about().access().and(field.about().access());
        field.joins().forEach((subgraph, join) -> {
            String hidden = join.requires() == null ? null : hidden(type.name(), join.requires(), shown);
            hidden = hidden == null ? hidden(join.contexts(), shown) : hidden;
            if (hidden != null) {
                String coordinate = type.name() + "." + field.name();
                String message =
                        "\"" + coordinate + "\" must ask for all @authenticated, @requiresScopes and @policy that \""
                                + hidden + "\" asks for, as its @requires or @fromContext reads that";
                findings.error(Code.MISSING_TRANSITIVE_AUTH_REQUIREMENTS, coordinate, List.of(subgraph), message);
            }
        });
    }

    private @Nullable String hidden(List<ContextArgument> arguments, Access shown) {
        for (ContextArgument argument : arguments) {
            for (String type : supergraph.types().keySet()) {
                String hidden = contexts.isSet(type, argument.context())
                        ? hidden(type, contexts.selection(type, argument.selection()), shown)
                        : null;
                if (hidden != null) {
                    return hidden;
                }
            }
        }
        return null;
    }

    /** The first place in the set that asks for more than is shown, null when there is none. */
    private @Nullable String hidden(String type, FieldSet fields, Access shown) {
        for (FieldSet.Selection selection : fields.selections()) {
            String found = switch (selection) {
                case FieldSet.Fragment fragment ->
                    shown.implies(supergraph.access(fragment.on()))
                            ? hidden(fragment.on(), fragment.selections(), shown)
                            : fragment.on();
                case FieldSet.Field field -> hidden(type, field, shown);
            };
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable String hidden(String type, FieldSet.Field selection, Access shown) {
        FieldDef field = supergraph.field(type, selection.name());
        if (field == null) {
            return null;
        }
        String inner = field.type().innerName();
        boolean isShown = shown.implies(field.about().access()) && shown.implies(supergraph.access(inner));
        return isShown ? hidden(inner, selection.selections(), shown) : type + "." + field.name();
    }
}
