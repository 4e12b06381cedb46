package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold of the merged model as a whole. */
final class MergedRules {
    private final Supergraph supergraph;
    private final Findings findings;

    private MergedRules(Supergraph supergraph, Findings findings) {
        this.supergraph = supergraph;
        this.findings = findings;
    }

    static void check(Supergraph supergraph, Findings findings) {
        MergedRules rules = new MergedRules(supergraph, findings);
        for (TypeDef type : supergraph.types().values()) {
            if (type instanceof FieldedDef fielded) {
                rules.checkImplements(fielded);
                fielded.fields().values().forEach(field -> rules.checkField(fielded, field));
            }
        }
    }

    private void checkImplements(FieldedDef type) {
        for (String implemented : type.interfaces()) {
            if (!(supergraph.type(implemented) instanceof InterfaceDef owner)) {
                continue;
            }
            for (FieldDef field : owner.fields().values()) {
                if (type.field(field.name()) == null) {
                    String coordinate = owner.name() + "." + field.name();
                    String message =
                            "\"" + coordinate + "\" is in " + field.joins().keySet() + " but \"" + type.name()
                                    + "\", which implements \"" + owner.name() + "\", has no field \"" + field.name()
                                    + "\" in any subgraph";
                    findings.error(Code.INTERFACE_FIELD_NO_IMPLEM, coordinate, type.subgraphs(), message);
                }
            }
        }
    }

    private void checkField(FieldedDef type, FieldDef field) {
        String coordinate = type.name() + "." + field.name();
        field.joins().forEach((subgraph, join) -> {
            if (join.requires() != null) {
                checkRequires(coordinate, subgraph, type.name(), join.requires());
            }
        });
        if (type instanceof ObjectDef) {
            checkRuntimeTypes(coordinate, field);
        }
    }

    /** Others must answer what is required: with merged arguments, which may be fewer than those of the subgraph itself. */
    private void checkRequires(String coordinate, String subgraph, String type, FieldSet requires) {
        for (FieldSet.Selection selection : requires.selections()) {
            switch (selection) {
                case FieldSet.Fragment fragment ->
                    checkRequires(coordinate, subgraph, fragment.on(), fragment.selections());
                case FieldSet.Field field -> {
                    FieldDef definition = supergraph.field(type, field.name());
                    if (definition != null) {
                        checkArguments(coordinate, subgraph, type, definition, field);
                        checkRequires(coordinate, subgraph, definition.type().innerName(), field.selections());
                    }
                }
            }
        }
    }

    private void checkArguments(
            String coordinate, String subgraph, String type, FieldDef definition, FieldSet.Field selection) {
        List<String> wrong = new ArrayList<>();
        selection.arguments().keySet().stream()
                .filter(argument -> !definition.arguments().containsKey(argument))
                .forEach(argument -> wrong.add("has no argument \"" + argument + "\" in the supergraph"));
        definition.arguments().values().stream()
                .filter(ArgumentDef::isRequired)
                .filter(argument -> !selection.arguments().containsKey(argument.name()))
                .forEach(argument -> wrong.add("needs its argument \"" + argument.name() + "\""));
        for (String reason : wrong) {
            String message = "@requires on \"" + coordinate + "\": \"" + type + "." + selection.name() + "\" " + reason;
            findings.error(Code.REQUIRES_INVALID_FIELDS, coordinate, subgraph, message);
        }
    }

    /** Subgraphs that share an abstract field must be able to answer the same object, at least sometimes. */
    private void checkRuntimeTypes(String coordinate, FieldDef field) {
        Set<String> common = null;
        List<String> resolving = new ArrayList<>();
        for (Map.Entry<String, Join> entry : field.joins().entrySet()) {
            String subgraph = entry.getKey();
            Join join = entry.getValue();
            TypeDef returned = supergraph.type(join.type().innerName());
            if (!join.isResolvable() || returned == null || !returned.isAbstract()) {
                continue;
            }
            if (supergraph.isInterfaceObject(returned.name(), subgraph)) {
                continue;
            }
            resolving.add(subgraph);
            Set<String> possible = supergraph.possibleTypes(returned.name(), subgraph);
            if (common == null) {
                common = new LinkedHashSet<>(possible);
            } else {
                common.retainAll(possible);
            }
        }
        if (resolving.size() > 1 && common != null && common.isEmpty()) {
            String message = "\"" + coordinate + "\" is shared by " + resolving
                    + ", which have no object type in common that it could be";
            findings.error(Code.SHAREABLE_HAS_MISMATCHED_RUNTIME_TYPES, coordinate, resolving, message);
        }
    }
}
