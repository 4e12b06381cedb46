package dev.coffer.gateway.compose;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Says for each subgraph that has a field why it cannot be asked for it from where the object is. */
final class Unreachable {
    private final Supergraph supergraph;
    private final Reach reach;
    private final String object;
    private final Collection<Place> places;

    Unreachable(Supergraph supergraph, Reach reach, String object, Collection<Place> places) {
        this.supergraph = supergraph;
        this.reach = reach;
        this.object = object;
        this.places = places;
    }

    List<String> reasons(FieldDef field) {
        List<String> reasons = new ArrayList<>();
        field.joins().forEach((subgraph, join) -> reasons.add(reason(object, subgraph, join)));
        FieldedDef type = supergraph.fielded(object);
        if (type != null) {
            for (String implemented : type.interfaces()) {
                FieldDef abstracted = supergraph.field(implemented, field.name());
                if (abstracted != null) {
                    abstracted.joins().forEach((subgraph, join) -> {
                        if (supergraph.isInterfaceObject(implemented, subgraph)) {
                            reasons.add(reason(implemented, subgraph, join));
                        }
                    });
                }
            }
        }
        return reasons;
    }

    private String reason(String type, String subgraph, Join join) {
        String has = "\"" + subgraph + "\" has it";
        if (!join.isResolvable()) {
            return has + (join.external() ? " only as @external" : " but it is overridden there");
        }
        boolean reached = places.stream()
                .anyMatch(place -> place.type().equals(type) && place.subgraph().equals(subgraph));
        if (reached) {
            return join.requires() == null
                    ? has + " but an override label switches it off"
                    : has + " but its @requires(fields: \"" + join.requires()
                            + "\") cannot be filled, or no @key leads back there to send it";
        }
        List<TypeJoin.Key> keys = supergraph.keys(type, subgraph);
        if (keys.isEmpty()) {
            return has + " but no @key of \"" + type + "\" to enter by";
        }
        return has + " but "
                + String.join(" and ", keys.stream().map(this::reason).toList());
    }

    private String reason(TypeJoin.Key key) {
        String name = "@key(fields: \"" + key.fields() + "\")";
        if (!key.resolvable()) {
            return name + " is resolvable: false";
        }
        return reach.canFill(key.fields(), object, places)
                ? name + " needs the object's type, which is not known here"
                : name + " cannot be filled";
    }
}
