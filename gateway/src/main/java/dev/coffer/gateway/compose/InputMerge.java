package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Merges what travels into subgraphs: arguments and input objects, by intersection and the most specific type. */
final class InputMerge {
    private final TypeRelations relations;
    private final Findings findings;

    InputMerge(TypeRelations relations, Findings findings) {
        this.relations = relations;
        this.findings = findings;
    }

    /** @param sources the field's arguments by subgraph; only subgraphs that resolve the field */
    SequencedMap<String, ArgumentDef> arguments(
            String field, SequencedMap<String, SequencedMap<String, SubgraphInput>> sources) {
        SequencedMap<String, ArgumentDef> merged = new LinkedHashMap<>();
        for (String name : names(sources)) {
            String coordinate = field + "(" + name + ":)";
            SequencedMap<String, SubgraphInput> declared = declaring(sources, name);
            if (declared.size() < sources.size()) {
                missing(coordinate, declared, sources, Code.REQUIRED_ARGUMENT_MISSING_IN_SOME_SUBGRAPH);
                continue;
            }
            TypeRef type = type(coordinate, declared, Code.FIELD_ARGUMENT_TYPE_MISMATCH);
            String defaultValue = defaultValue(coordinate, declared, Code.FIELD_ARGUMENT_DEFAULT_MISMATCH);
            merged.put(name, new ArgumentDef(name, type, defaultValue, about(declared)));
        }
        return merged;
    }

    InputDef input(String name, About about, SequencedMap<String, SubgraphType> types) {
        SequencedMap<String, SequencedMap<String, SubgraphInput>> sources = map(types, SubgraphType::inputs);
        SequencedMap<String, InputDef.InputField> merged = new LinkedHashMap<>();
        for (String field : names(sources)) {
            String coordinate = name + "." + field;
            SequencedMap<String, SubgraphInput> declared = declaring(sources, field);
            About fieldAbout = about(declared);
            TypeRef type = type(coordinate, declared, Code.FIELD_TYPE_MISMATCH);
            String defaultValue = defaultValue(coordinate, declared, Code.INPUT_FIELD_DEFAULT_MISMATCH);
            if (declared.size() < sources.size() && !fieldAbout.inaccessible()) {
                missing(coordinate, declared, sources, Code.REQUIRED_INPUT_FIELD_MISSING_IN_SOME_SUBGRAPH);
                continue;
            }
            merged.put(
                    field,
                    new InputDef.InputField(field, type, defaultValue, map(declared, SubgraphInput::type), fieldAbout));
        }
        if (merged.isEmpty()) {
            String message = "no field of the input \"" + name + "\" is in all of its subgraphs";
            findings.error(Code.EMPTY_MERGED_INPUT_TYPE, name, types.keySet(), message);
        }
        return new InputDef(name, merged, Ordered.copyOf(types.keySet()), about);
    }

    private static SequencedCollection<String> names(
            SequencedMap<String, SequencedMap<String, SubgraphInput>> sources) {
        LinkedHashSet<String> names = new LinkedHashSet<>();
        sources.values().forEach(source -> names.addAll(source.keySet()));
        return names;
    }

    private static SequencedMap<String, SubgraphInput> declaring(
            SequencedMap<String, SequencedMap<String, SubgraphInput>> sources, String name) {
        SequencedMap<String, SubgraphInput> declared = new LinkedHashMap<>();
        sources.forEach((subgraph, inputs) -> {
            SubgraphInput input = inputs.get(name);
            if (input != null) {
                declared.put(subgraph, input);
            }
        });
        return declared;
    }

    private void missing(
            String coordinate,
            SequencedMap<String, SubgraphInput> declared,
            SequencedMap<String, ?> sources,
            Code code) {
        List<String> requiring = new ArrayList<>();
        declared.forEach((subgraph, input) -> {
            if (input.isRequired()) {
                requiring.add(subgraph);
            }
        });
        Set<String> without = new LinkedHashSet<>(sources.keySet());
        without.removeAll(declared.keySet());
        if (requiring.isEmpty()) {
            String message = "\"" + coordinate + "\" is left out: it is not in " + without;
            findings.hint("INCONSISTENT_INPUT_PRESENCE", coordinate, without, message);
        } else {
            String message = "\"" + coordinate + "\" is required in " + requiring + " but is not in " + without;
            findings.error(code, coordinate, sources.keySet(), message);
        }
    }

    private TypeRef type(String coordinate, SequencedMap<String, SubgraphInput> declared, Code code) {
        SequencedMap<String, TypeRef> types = map(declared, SubgraphInput::type);
        TypeRef merged = relations.mostSpecific(types.values());
        if (merged == null) {
            findings.error(code, coordinate, types.keySet(), "types of \"" + coordinate + "\" do not fit: " + types);
            return types.firstEntry().getValue();
        }
        return merged;
    }

    /** A default holds only where all have it: else a subgraph could miss a value that it must be given. */
    private @Nullable String defaultValue(String coordinate, SequencedMap<String, SubgraphInput> declared, Code code) {
        SequencedMap<String, String> defaults = new LinkedHashMap<>();
        declared.forEach((subgraph, input) -> {
            if (input.defaultValue() != null) {
                defaults.put(subgraph, input.defaultValue());
            }
        });
        if (defaults.isEmpty()) {
            return null;
        }
        if (new LinkedHashSet<>(defaults.values()).size() > 1) {
            String message = "defaults of \"" + coordinate + "\" differ: " + defaults;
            findings.error(code, coordinate, defaults.keySet(), message);
        } else if (defaults.size() < declared.size()) {
            String message = "the default of \"" + coordinate + "\" is left out: it is only in " + defaults.keySet();
            findings.hint("INCONSISTENT_DEFAULT_VALUE_PRESENCE", coordinate, defaults.keySet(), message);
            return null;
        }
        return defaults.firstEntry().getValue();
    }

    private static About about(SequencedMap<String, SubgraphInput> declared) {
        return AboutMerge.merge(
                declared.values().stream().map(SubgraphInput::about).toList());
    }

    static <A, B> SequencedMap<String, B> map(SequencedMap<String, A> from, Function<A, B> change) {
        SequencedMap<String, B> mapped = new LinkedHashMap<>();
        from.forEach((key, value) -> mapped.put(key, change.apply(value)));
        return mapped;
    }
}
