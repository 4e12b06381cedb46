package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** Merges enums: all values where they only come out, the common ones where they only go in, equal ones where they do both. */
final class EnumMerge {
    private final Findings findings;
    private final Set<String> outputs = new HashSet<>();
    private final Set<String> inputs = new HashSet<>();

    EnumMerge(List<Member> members, Findings findings) {
        this.findings = findings;
        for (Member member : members) {
            for (SubgraphType type : member.schema().types().values()) {
                type.inputs().values().forEach(input -> inputs.add(input.type().innerName()));
                for (SubgraphField field : type.fields().values()) {
                    outputs.add(field.type().innerName());
                    field.arguments()
                            .values()
                            .forEach(argument -> inputs.add(argument.type().innerName()));
                }
            }
        }
    }

    EnumDef merge(String name, About about, SequencedMap<String, SubgraphType> types) {
        Set<String> names = new LinkedHashSet<>();
        types.values().forEach(type -> names.addAll(type.values().keySet()));
        SequencedMap<String, EnumDef.Value> merged = new LinkedHashMap<>();
        for (String value : names) {
            EnumDef.Value found = value(value, types);
            if (found.subgraphs().size() == types.size()
                    || found.about().inaccessible()
                    || mayDiffer(name, found, types)) {
                merged.put(value, found);
            }
        }
        if (merged.isEmpty()) {
            String message = "no value of the enum \"" + name + "\" is in all of its subgraphs";
            findings.error(Code.EMPTY_MERGED_ENUM_TYPE, name, types.keySet(), message);
        }
        return new EnumDef(name, merged, Ordered.copyOf(types.keySet()), about);
    }

    private static EnumDef.Value value(String value, SequencedMap<String, SubgraphType> types) {
        List<String> subgraphs = new ArrayList<>();
        List<About> abouts = new ArrayList<>();
        types.forEach((subgraph, type) -> {
            About about = type.values().get(value);
            if (about != null) {
                subgraphs.add(subgraph);
                abouts.add(about);
            }
        });
        return new EnumDef.Value(value, subgraphs, AboutMerge.merge(abouts));
    }

    /** Whether a value that only some subgraphs know stays. */
    private boolean mayDiffer(String name, EnumDef.Value value, SequencedMap<String, SubgraphType> types) {
        if (!inputs.contains(name)) {
            return true;
        }
        String coordinate = name + "." + value.name();
        if (outputs.contains(name)) {
            String message = "the enum \"" + name + "\" goes in and comes out, but only " + value.subgraphs() + " of "
                    + types.keySet() + " have its value \"" + value.name() + "\"";
            findings.error(Code.ENUM_VALUE_MISMATCH, coordinate, types.keySet(), message);
            return true;
        }
        String message = "\"" + coordinate + "\" is left out: only " + value.subgraphs() + " have it";
        findings.hint("INCONSISTENT_ENUM_VALUE_FOR_INPUT_ENUM", coordinate, value.subgraphs(), message);
        return false;
    }
}
