package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/** A field that several subgraphs resolve must be shareable in each: after overrides, and with those of interface objects. */
final class FieldSharing {
    private final String field;
    private final Map<String, Member> members;
    private final List<String> resolving = new ArrayList<>();
    private final List<String> notShareable = new ArrayList<>();

    private FieldSharing(String field, Map<String, Member> members) {
        this.field = field;
        this.members = members;
    }

    /** @param sources the field of the type itself, by subgraph */
    static void check(
            String type,
            String field,
            Map<String, Member> members,
            SequencedMap<String, SubgraphField> sources,
            OverrideMerge.Outcome overrides,
            Findings findings) {
        FieldSharing sharing = new FieldSharing(field, members);
        sources.forEach((subgraph, source) -> {
            if (!overrides.isOverridden(subgraph)) {
                sharing.add(subgraph, type, source);
            }
        });
        for (String implemented : interfaces(type, members)) {
            sharing.addInterfaceObjects(implemented, sources.keySet());
        }
        sharing.report(type, findings);
    }

    private void addInterfaceObjects(String implemented, Set<String> own) {
        for (Member member : members.values()) {
            SubgraphType object = member.schema().type(implemented);
            if (object != null && object.interfaceObject() && !own.contains(member.name())) {
                SubgraphField source = object.fields().get(field);
                if (source != null) {
                    add(member.name(), implemented, source);
                }
            }
        }
    }

    private static Set<String> interfaces(String type, Map<String, Member> members) {
        Set<String> names = new LinkedHashSet<>();
        for (Member member : members.values()) {
            SubgraphType found = member.schema().type(type);
            if (found != null) {
                names.addAll(found.interfaces());
            }
        }
        return names;
    }

    private void add(String subgraph, String type, SubgraphField source) {
        Member member = members.get(subgraph);
        if (member == null || member.use().isFullyExternal(type, source)) {
            return;
        }
        resolving.add(subgraph);
        if (!member.use().isShareable(type, source)) {
            notShareable.add(subgraph);
        }
    }

    private void report(String type, Findings findings) {
        if (resolving.size() > 1 && !notShareable.isEmpty()) {
            String coordinate = type + "." + field;
            String message = "\"" + coordinate + "\" is resolved in " + resolving + " but is not @shareable in "
                    + (notShareable.size() == resolving.size() ? "any of them" : notShareable.toString());
            findings.error(Code.INVALID_FIELD_SHARING, coordinate, resolving, message);
        }
    }
}
