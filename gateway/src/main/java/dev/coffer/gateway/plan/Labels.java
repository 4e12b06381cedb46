package dev.coffer.gateway.plan;

import dev.coffer.gateway.compose.FieldDef;
import dev.coffer.gateway.compose.FieldSet;
import dev.coffer.gateway.compose.FieldedDef;
import dev.coffer.gateway.compose.Join;
import dev.coffer.gateway.compose.Supergraph;
import dev.coffer.gateway.compose.TypeDef;
import dev.coffer.gateway.compose.TypeJoin;
import java.util.LinkedHashSet;
import java.util.Set;

/** Where a supergraph has labels of progressive overrides. */
final class Labels {

    private final Supergraph supergraph;
    private final Set<String> usedByTheGateway = new LinkedHashSet<>();

    Labels(Supergraph supergraph) {
        this.supergraph = supergraph;
        for (TypeDef type : supergraph.types().values()) {
            if (type instanceof FieldedDef fielded) {
                for (TypeJoin join : fielded.joins().values()) {
                    join.keys().forEach(key -> collect(fielded.name(), key.fields()));
                }
                fielded.fields()
                        .values()
                        .forEach(field -> field.joins().values().forEach(join -> collect(fielded, join)));
            }
        }
    }

    /** Labels of fields in keys and requirements, which may be asked for any operation whether its client names them or not. */
    Set<String> usedByTheGateway() {
        return usedByTheGateway;
    }

    /** Labels of a field of an object, or of an interface or union: of all its object types. */
    static Set<String> of(Supergraph supergraph, String type, String field) {
        Set<String> labels = new LinkedHashSet<>();
        for (String possible : supergraph.possibleTypes(type)) {
            FieldDef def = supergraph.field(possible, field);
            if (def != null) {
                for (Join join : def.joins().values()) {
                    if (join.label() != null) {
                        labels.add(join.label());
                    }
                }
            }
        }
        return labels;
    }

    private void collect(FieldedDef type, Join join) {
        if (join.requires() != null) {
            collect(type.name(), join.requires());
        }
    }

    private void collect(String type, FieldSet fields) {
        for (FieldSet.Selection selection : fields.selections()) {
            switch (selection) {
                case FieldSet.Fragment fragment -> collect(fragment.on(), fragment.selections());
                case FieldSet.Field field -> {
                    usedByTheGateway.addAll(of(supergraph, type, field.name()));
                    FieldDef def = supergraph.field(type, field.name());
                    if (def != null) {
                        collect(def.type().innerName(), field.selections());
                    }
                }
            }
        }
    }
}
