package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An {@code @interfaceObject} stands for an interface that another subgraph has: that one must know all implementers, and the
 * one with the object none.
 */
final class InterfaceObjectRules {
    private final List<Member> members;
    private final Findings findings;

    private InterfaceObjectRules(List<Member> members, Findings findings) {
        this.members = members;
        this.findings = findings;
    }

    static void check(List<Member> members, Findings findings) {
        InterfaceObjectRules rules = new InterfaceObjectRules(members, findings);
        Set<String> names = new LinkedHashSet<>();
        for (Member member : members) {
            member.schema().types().values().stream()
                    .filter(SubgraphType::interfaceObject)
                    .forEach(type -> names.add(type.name()));
        }
        names.forEach(rules::check);
    }

    private void check(String name) {
        List<String> objects = new ArrayList<>();
        List<Member> owners = new ArrayList<>();
        for (Member member : members) {
            SubgraphType type = member.schema().type(name);
            if (type != null && type.interfaceObject()) {
                objects.add(member.name());
                checkNoImplementer(name, member);
            } else if (type != null && type.isInterface()) {
                owners.add(member);
            }
        }
        if (owners.isEmpty()) {
            String message = "\"" + name + "\" is an @interfaceObject in " + objects
                    + " but an interface in no subgraph: one must define it";
            findings.error(Code.INTERFACE_OBJECT_USAGE_ERROR, name, objects, message);
        }
        owners.forEach(owner -> checkKnowsAll(name, owner));
    }

    private void checkNoImplementer(String name, Member member) {
        for (String implementer : implementers(name)) {
            if (member.schema().type(implementer) != null) {
                String message = "\"" + name + "\" is an @interfaceObject, so its implementer \"" + implementer
                        + "\" cannot be in the same subgraph";
                findings.error(Code.INTERFACE_OBJECT_USAGE_ERROR, name, member.name(), message);
            }
        }
    }

    private void checkKnowsAll(String name, Member owner) {
        SubgraphType type = owner.schema().type(name);
        if (type == null || type.keys().stream().noneMatch(SubgraphType.Key::resolvable)) {
            return;
        }
        Set<String> missing = new LinkedHashSet<>(implementers(name));
        missing.removeAll(owner.schema().possibleTypes(name));
        if (!missing.isEmpty()) {
            String message = "\"" + name + "\" has a resolvable @key in \"" + owner.name()
                    + "\", which therefore must define all its implementers; it lacks " + missing;
            findings.error(Code.INTERFACE_KEY_MISSING_IMPLEMENTATION_TYPE, name, owner.name(), message);
        }
    }

    private Set<String> implementers(String name) {
        Set<String> found = new LinkedHashSet<>();
        for (Member member : members) {
            for (SubgraphType type : member.schema().types().values()) {
                if (type.isObject() && type.interfaces().contains(name)) {
                    found.add(type.name());
                }
            }
        }
        return found;
    }
}
