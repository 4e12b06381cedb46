package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import dev.coffer.gateway.compose.SubgraphType.Kind;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Merges the types of all subgraphs. */
final class Merge {
    private final SequencedMap<String, Member> members = new LinkedHashMap<>();
    private final TypeRelations relations;
    private final InputMerge inputs;
    private final EnumMerge enums;
    private final Findings findings;

    Merge(List<Member> members, Findings findings) {
        members.forEach(member -> this.members.put(member.name(), member));
        this.relations = new TypeRelations(members);
        this.inputs = new InputMerge(relations, findings);
        this.enums = new EnumMerge(members, findings);
        this.findings = findings;
    }

    /** Null when there is no query at all. What does not fit goes to the findings, and the result is then of no use. */
    @Nullable
    Supergraph merge() {
        SequencedMap<String, TypeDef> types = new LinkedHashMap<>();
        sources().forEach((name, sources) -> {
            TypeDef type = mergeType(name, sources);
            if (type != null) {
                types.put(name, type);
            }
        });
        InterfaceObjects.copyFields(types);
        AccessSpread.down(types);
        AccessSpread.up(types);
        if (!(types.get(SubgraphSchema.QUERY) instanceof ObjectDef)) {
            findings.error(Code.NO_QUERIES, "", members.keySet(), "no subgraph has a query");
            return null;
        }
        List<Supergraph.Subgraph> subgraphs = members.values().stream()
                .map(member ->
                        new Supergraph.Subgraph(member.name(), member.schema().url()))
                .toList();
        return new Supergraph(
                subgraphs,
                types,
                SubgraphSchema.QUERY,
                rootOrNull(types, SubgraphSchema.MUTATION),
                rootOrNull(types, SubgraphSchema.SUBSCRIPTION));
    }

    private static @Nullable String rootOrNull(Map<String, TypeDef> types, String root) {
        return types.containsKey(root) ? root : null;
    }

    /** By type, by subgraph. */
    private SequencedMap<String, SequencedMap<String, SubgraphType>> sources() {
        SequencedMap<String, SequencedMap<String, SubgraphType>> sources = new LinkedHashMap<>();
        for (Member member : members.values()) {
            for (SubgraphType type : member.schema().types().values()) {
                sources.computeIfAbsent(type.name(), name -> new LinkedHashMap<>())
                        .put(member.name(), type);
            }
        }
        BuiltIn.SCALARS.forEach(sources::remove);
        return sources;
    }

    private @Nullable TypeDef mergeType(String name, SequencedMap<String, SubgraphType> sources) {
        Kind kind = kind(name, sources);
        if (kind == null) {
            return null;
        }
        if (!SubgraphSchema.ROOTS.contains(name) && sources.values().stream().noneMatch(SubgraphType::defined)) {
            String message = "\"" + name + "\" is only extended, nowhere defined";
            findings.error(Code.EXTENSION_WITH_NO_BASE, name, sources.keySet(), message);
        }
        About about = AboutMerge.merge(
                sources.values().stream().map(SubgraphType::about).toList());
        return switch (kind) {
            case OBJECT -> new ObjectDef(name, fields(name, true, sources), joins(sources), about);
            case INTERFACE -> new InterfaceDef(name, fields(name, false, sources), joins(sources), about);
            case UNION -> new UnionDef(name, unionMembers(sources), about);
            case ENUM -> enums.merge(name, about, sources);
            case INPUT -> inputs.input(name, checkedOneOf(name, about, sources), sources);
            case SCALAR -> new ScalarDef(name, specifiedBy(name, sources), Ordered.copyOf(sources.keySet()), about);
        };
    }

    private @Nullable Kind kind(String name, SequencedMap<String, SubgraphType> sources) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        sources.values().forEach(type -> kinds.add(type.interfaceObject() ? Kind.INTERFACE : type.kind()));
        if (kinds.size() > 1) {
            SequencedMap<String, Kind> found = InputMerge.map(sources, SubgraphType::kind);
            String message = "\"" + name + "\" is not of one kind: " + found;
            findings.error(Code.TYPE_KIND_MISMATCH, name, sources.keySet(), message);
            return null;
        }
        return kinds.iterator().next();
    }

    private SequencedMap<String, FieldDef> fields(
            String name, boolean isObject, SequencedMap<String, SubgraphType> sources) {
        return new FieldMerge(name, isObject, members, sources, relations, findings).merge();
    }

    private static SequencedMap<String, TypeJoin> joins(SequencedMap<String, SubgraphType> sources) {
        return InputMerge.map(
                sources,
                type -> new TypeJoin(type.joinKeys(), type.isExtension(), type.interfaceObject(), type.interfaces()));
    }

    private static SequencedMap<String, SequencedSet<String>> unionMembers(SequencedMap<String, SubgraphType> sources) {
        return InputMerge.map(sources, SubgraphType::members);
    }

    /** An input that is {@code @oneOf} only here and there would accept what some subgraph refuses. */
    private About checkedOneOf(String name, About about, SequencedMap<String, SubgraphType> sources) {
        long oneOf = sources.values().stream()
                .filter(type -> type.about().directives().stream()
                        .anyMatch(directive -> directive.name().equals("oneOf")))
                .count();
        if (oneOf > 0 && oneOf < sources.size()) {
            String message = "the input \"" + name + "\" is @oneOf only in some subgraphs; make it so in all";
            findings.error(Code.UNSUPPORTED_FEATURE, name, sources.keySet(), message);
        }
        return about;
    }

    private @Nullable String specifiedBy(String name, SequencedMap<String, SubgraphType> sources) {
        List<String> urls = sources.values().stream()
                .map(SubgraphType::specifiedBy)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (urls.size() > 1) {
            String message = "\"" + name + "\" has several @specifiedBy: " + urls + "; the first is taken";
            findings.hint("INCONSISTENT_SPECIFIED_BY", name, sources.keySet(), message);
        }
        return urls.isEmpty() ? null : urls.getFirst();
    }
}
