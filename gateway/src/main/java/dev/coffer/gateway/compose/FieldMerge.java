package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Merges the fields of one object or interface. */
final class FieldMerge {
    private final String type;
    private final boolean isObject;
    private final Map<String, Member> members;
    private final SequencedMap<String, SubgraphType> types;
    private final TypeRelations relations;
    private final Findings findings;

    FieldMerge(
            String type,
            boolean isObject,
            Map<String, Member> members,
            SequencedMap<String, SubgraphType> types,
            TypeRelations relations,
            Findings findings) {
        this.type = type;
        this.isObject = isObject;
        this.members = members;
        this.types = types;
        this.relations = relations;
        this.findings = findings;
    }

    SequencedMap<String, FieldDef> merge() {
        Set<String> names = new LinkedHashSet<>();
        types.values().forEach(source -> names.addAll(source.fields().keySet()));
        SequencedMap<String, FieldDef> merged = new LinkedHashMap<>();
        for (String name : names) {
            FieldDef field = merge(name);
            if (field != null) {
                merged.put(name, field);
            }
        }
        return merged;
    }

    private @Nullable FieldDef merge(String name) {
        String coordinate = type + "." + name;
        SequencedMap<String, SubgraphField> sources = new LinkedHashMap<>();
        types.forEach((subgraph, source) -> {
            SubgraphField field = source.fields().get(name);
            if (field != null) {
                sources.put(subgraph, field);
            }
        });
        SequencedMap<String, SubgraphField> resolving = new LinkedHashMap<>(sources);
        resolving.entrySet().removeIf(entry -> member(entry.getKey()).use().isExternal(type, entry.getValue()));
        if (resolving.isEmpty()) {
            String message = "\"" + coordinate + "\" is @external wherever it is: in " + sources.keySet();
            findings.error(Code.EXTERNAL_MISSING_ON_BASE, coordinate, sources.keySet(), message);
            return null;
        }
        OverrideMerge.Outcome overrides = OverrideMerge.of(type, name, members, sources, findings);
        if (isObject) {
            FieldSharing.check(type, name, members, sources, overrides, findings);
        }
        TypeRef merged = mergedType(coordinate, resolving);
        Set<String> contextual = contextual(coordinate, sources);
        SequencedMap<String, ArgumentDef> arguments = new InputMerge(relations, findings)
                .arguments(coordinate, InputMerge.map(resolving, field -> without(field.arguments(), contextual)));
        checkExternals(coordinate, sources, merged, arguments);
        About about = AboutMerge.merge(
                sources.values().stream().map(SubgraphField::about).toList());
        return new FieldDef(name, merged, arguments, joins(sources, overrides), about);
    }

    /**
     * The arguments that come from a context in some subgraph: clients do not see them, and so must be able to do without them in
     * others.
     */
    private Set<String> contextual(String coordinate, SequencedMap<String, SubgraphField> sources) {
        Set<String> names = new LinkedHashSet<>();
        sources.values().forEach(source -> source.contexts().forEach(context -> names.add(context.argument())));
        sources.forEach((subgraph, source) -> source.arguments().values().stream()
                .filter(argument -> names.contains(argument.name()))
                .forEach(argument -> {
                    String place = coordinate + "(" + argument.name() + ":)";
                    if (argument.isRequired()) {
                        String message = "\"" + place + "\" comes from a context elsewhere, and is required in \""
                                + subgraph + "\", where it does not";
                        findings.error(
                                Code.CONTEXTUAL_ARGUMENT_NOT_CONTEXTUAL_IN_ALL_SUBGRAPHS,
                                place,
                                List.of(subgraph),
                                message);
                    } else {
                        String message = "\"" + place + "\" comes from a context elsewhere and is not in the API";
                        findings.hint(
                                "CONTEXTUAL_ARGUMENT_NOT_CONTEXTUAL_IN_ALL_SUBGRAPHS",
                                place,
                                List.of(subgraph),
                                message);
                    }
                }));
        return names;
    }

    private static SequencedMap<String, SubgraphInput> without(
            SequencedMap<String, SubgraphInput> arguments, Set<String> names) {
        SequencedMap<String, SubgraphInput> rest = new LinkedHashMap<>(arguments);
        rest.keySet().removeAll(names);
        return rest;
    }

    private Member member(String subgraph) {
        return Objects.requireNonNull(members.get(subgraph));
    }

    private TypeRef mergedType(String coordinate, SequencedMap<String, SubgraphField> resolving) {
        SequencedMap<String, TypeRef> found = InputMerge.map(resolving, SubgraphField::type);
        TypeRef merged = relations.mostGeneral(found.values());
        if (merged == null) {
            String message = "types of \"" + coordinate + "\" do not fit: " + found;
            findings.error(Code.FIELD_TYPE_MISMATCH, coordinate, found.keySet(), message);
            return found.firstEntry().getValue();
        }
        return merged;
    }

    private SequencedMap<String, Join> joins(
            SequencedMap<String, SubgraphField> sources, OverrideMerge.Outcome overrides) {
        SequencedMap<String, Join> joins = new LinkedHashMap<>();
        sources.forEach((subgraph, source) -> {
            if (!overrides.isGone(subgraph)) {
                joins.put(
                        subgraph,
                        new Join(
                                source.type(),
                                member(subgraph).use().isExternal(type, source),
                                source.requires(),
                                source.provides(),
                                source.override() == null
                                        ? null
                                        : source.override().from(),
                                overrides.label(subgraph),
                                overrides.isUsedOverridden(subgraph),
                                source.contexts().stream()
                                        .map(context -> context.in(subgraph))
                                        .toList()));
            }
        });
        return joins;
    }

    private void checkExternals(
            String coordinate,
            SequencedMap<String, SubgraphField> sources,
            TypeRef merged,
            SequencedMap<String, ArgumentDef> arguments) {
        sources.forEach((subgraph, source) -> {
            if (!member(subgraph).use().isExternal(type, source)) {
                return;
            }
            if (!relations.isSubtype(source.type(), merged)) {
                String message = "the @external \"" + coordinate + "\" has type \"" + source.type()
                        + "\" but its owner says \"" + merged + "\"";
                findings.error(Code.EXTERNAL_TYPE_MISMATCH, coordinate, List.of(subgraph), message);
            }
            arguments.values().forEach(argument -> checkExternalArgument(coordinate, subgraph, source, argument));
        });
    }

    private void checkExternalArgument(String coordinate, String subgraph, SubgraphField source, ArgumentDef argument) {
        SubgraphInput own = source.arguments().get(argument.name());
        String place = coordinate + "(" + argument.name() + ":)";
        if (own == null) {
            String message = "the @external \"" + coordinate + "\" lacks the argument \"" + argument.name() + "\"";
            findings.error(Code.EXTERNAL_ARGUMENT_MISSING, place, List.of(subgraph), message);
        } else if (!relations.isSubtype(argument.type(), own.type())) {
            String message = "the @external \"" + place + "\" has type \"" + own.type() + "\" but its owner says \""
                    + argument.type() + "\"";
            findings.error(Code.EXTERNAL_ARGUMENT_TYPE_MISMATCH, place, List.of(subgraph), message);
        } else if (!Objects.equals(own.defaultValue(), argument.defaultValue())) {
            String message = "the @external \"" + place + "\" has another default than its owner";
            findings.error(Code.EXTERNAL_ARGUMENT_DEFAULT_MISMATCH, place, List.of(subgraph), message);
        }
    }
}
