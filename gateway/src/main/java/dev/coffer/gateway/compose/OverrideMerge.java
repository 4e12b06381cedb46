package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Works out what {@code @override} does to one field: who loses it, who keeps it as external, and by which label. */
final class OverrideMerge {
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z][a-zA-Z0-9_\\-:./]*");
    private static final Pattern PERCENT = Pattern.compile("percent\\((\\d{1,2}(\\.\\d{1,8})?|100)\\)");

    private final String coordinate;
    private final String type;
    private final Map<String, Member> members;
    private final SequencedMap<String, SubgraphField> sources;
    private final Findings findings;
    private final Outcome outcome = new Outcome();

    private OverrideMerge(
            String type,
            String field,
            Map<String, Member> members,
            SequencedMap<String, SubgraphField> sources,
            Findings findings) {
        this.coordinate = type + "." + field;
        this.type = type;
        this.members = members;
        this.sources = sources;
        this.findings = findings;
    }

    /** What became of the sources of one field, by subgraph. */
    static final class Outcome {
        private final Set<String> dropped = new HashSet<>();
        private final Set<String> used = new HashSet<>();
        private final Map<String, String> labels = new HashMap<>();

        /** Overridden: no longer resolves the field, or only while its label is off. */
        boolean isOverridden(String subgraph) {
            return dropped.contains(subgraph) || used.contains(subgraph);
        }

        /** Overridden for good and needed by nothing. */
        boolean isGone(String subgraph) {
            return dropped.contains(subgraph) && label(subgraph) == null;
        }

        boolean isUsedOverridden(String subgraph) {
            return used.contains(subgraph);
        }

        @Nullable
        String label(String subgraph) {
            return labels.get(subgraph);
        }
    }

    static Outcome of(
            String type,
            String field,
            Map<String, Member> members,
            SequencedMap<String, SubgraphField> sources,
            Findings findings) {
        OverrideMerge merge = new OverrideMerge(type, field, members, sources, findings);
        new LinkedHashMap<>(sources).forEach((subgraph, source) -> {
            if (source.override() != null) {
                merge.apply(subgraph, source, source.override());
            }
        });
        return merge.outcome;
    }

    private void apply(String subgraph, SubgraphField target, SubgraphField.Override override) {
        String from = override.from();
        checkLabel(subgraph, override.label());
        if (!members.containsKey(from)) {
            String message = "\"" + coordinate + "\" is overridden from \"" + from + "\", which does not exist";
            findings.hint("FROM_SUBGRAPH_DOES_NOT_EXIST", coordinate, List.of(subgraph), message);
            return;
        }
        SubgraphField source = sources.get(from);
        if (source == null) {
            String message = "\"" + coordinate + "\" is no longer in \"" + from + "\"; its @override can go";
            findings.hint("OVERRIDE_DIRECTIVE_CAN_BE_REMOVED", coordinate, List.of(subgraph), message);
            return;
        }
        if (source.override() != null) {
            String message = "\"" + coordinate + "\" is overridden in \"" + subgraph + "\" and in \"" + from + "\"";
            findings.error(Code.OVERRIDE_SOURCE_HAS_OVERRIDE, coordinate, List.of(subgraph, from), message);
            outcome.dropped.add(from);
            return;
        }
        if (source.requires() != null || source.provides() != null) {
            collides(from, source.requires() != null ? "requires" : "provides");
        }
        Member fromMember = members.get(from);
        if (target.external() || fromMember == null || fromMember.use().isExternal(type, source)) {
            return;
        }
        if (fromMember.use().isUsed(type, source.name())) {
            outcome.used.add(from);
        } else {
            outcome.dropped.add(from);
        }
        if (override.label() != null) {
            outcome.labels.put(subgraph, override.label());
            outcome.labels.put(from, override.label());
        }
    }

    private void checkLabel(String subgraph, @Nullable String label) {
        if (label != null
                && !LABEL.matcher(label).matches()
                && !PERCENT.matcher(label).matches()) {
            String message = "the override label \"" + label + "\" is neither percent(0 to 100) nor a name";
            findings.error(Code.OVERRIDE_LABEL_INVALID, coordinate, subgraph, message);
        }
    }

    private void collides(String subgraph, String directive) {
        String message =
                "\"" + coordinate + "\" cannot be overridden: it has @" + directive + " in \"" + subgraph + "\"";
        findings.error(Code.OVERRIDE_COLLISION_WITH_ANOTHER_DIRECTIVE, coordinate, List.of(subgraph), message);
    }
}
