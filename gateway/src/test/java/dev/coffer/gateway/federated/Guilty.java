package dev.coffer.gateway.federated;

import dev.coffer.gateway.compose.FieldDef;
import dev.coffer.gateway.compose.FieldedDef;
import dev.coffer.gateway.compose.InterfaceDef;
import dev.coffer.gateway.compose.Join;
import dev.coffer.gateway.compose.ObjectDef;
import dev.coffer.gateway.compose.Supergraph;
import dev.coffer.gateway.compose.TypeDef;
import dev.coffer.gateway.federated.Comparison.Variant;
import dev.coffer.gateway.plan.EntityCall;
import dev.coffer.gateway.plan.Fetch;
import dev.coffer.gateway.plan.ObjectPath;
import dev.coffer.gateway.plan.Plan;
import dev.coffer.gateway.plan.Representation;
import dev.coffer.gateway.plan.RepresentationField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Faults that planners are known to have had; the property must find each. */
enum Guilty {
    /** Takes fields that a subgraph only names for fields that it gives. */
    OF_TRUSTING_EXTERNAL(joins(join -> new Join(
            join.type(),
            false,
            join.requires(),
            join.provides(),
            join.overrideFrom(),
            join.label(),
            join.usedOverridden()))),
    /** Asks a field without what it requires. */
    OF_IGNORING_REQUIRES(joins(join -> new Join(
            join.type(),
            join.external(),
            null,
            join.provides(),
            join.overrideFrom(),
            join.label(),
            join.usedOverridden()))),
    /** Sends keys and leaves requirements out. */
    OF_SENDING_KEYS_ONLY(calls(Guilty::keysOnly)),
    /** Asks all objects at a place, whatever their type. */
    OF_FORGETTING_TYPES(calls(call -> new EntityCall(
            call.responseKey(),
            call.variable(),
            call.paths().stream().map(Guilty::untyped).toList(),
            call.representations().stream()
                    .map(one -> new Representation(Set.of(), one.typename(), one.fields()))
                    .toList(),
            call.selection()))),
    /** Waits for the first call only. */
    OF_STARTING_TOO_EARLY(
            fetches(fetch -> fetch(fetch, fetch.entityCalls(), fetch.id() < 2 ? fetch.dependsOn() : Set.of(0))));

    private final Variant variant;

    Guilty(Variant variant) {
        this.variant = variant;
    }

    Variant variant() {
        return variant;
    }

    private static EntityCall keysOnly(EntityCall call) {
        return new EntityCall(
                call.responseKey(),
                call.variable(),
                call.paths(),
                call.representations().stream()
                        .map(one -> new Representation(
                                one.onTypes(),
                                one.typename(),
                                one.fields().stream()
                                        .filter(field -> field.role() == RepresentationField.Role.KEY)
                                        .toList()))
                        .toList(),
                call.selection());
    }

    private static ObjectPath untyped(ObjectPath path) {
        return new ObjectPath(path.steps().stream()
                .map(step -> new ObjectPath.Step(step.key(), Set.of()))
                .toList());
    }

    private static Variant calls(UnaryOperator<EntityCall> change) {
        return fetches(
                fetch -> fetch(fetch, fetch.entityCalls().stream().map(change).toList(), fetch.dependsOn()));
    }

    private static Fetch fetch(Fetch from, List<EntityCall> calls, Set<Integer> dependsOn) {
        return new Fetch(
                from.id(),
                from.subgraph(),
                from.kind(),
                from.document(),
                calls,
                from.selection(),
                from.condition(),
                dependsOn);
    }

    private static Variant fetches(UnaryOperator<Fetch> change) {
        return new Variant(
                UnaryOperator.identity(),
                plan -> new Plan(
                        plan.kind(),
                        plan.fetches().stream().map(change).toList(),
                        plan.output(),
                        plan.variables(),
                        plan.introspection(),
                        plan.cost()));
    }

    private static Variant joins(UnaryOperator<Join> change) {
        return new Variant(supergraph -> changed(supergraph, change), UnaryOperator.identity());
    }

    private static Supergraph changed(Supergraph supergraph, UnaryOperator<Join> change) {
        LinkedHashMap<String, TypeDef> types = new LinkedHashMap<>();
        supergraph.types().forEach((name, type) -> types.put(name, changed(type, change)));
        return new Supergraph(
                supergraph.subgraphs(),
                types,
                supergraph.queryType(),
                supergraph.mutationType(),
                supergraph.subscriptionType());
    }

    private static TypeDef changed(TypeDef type, UnaryOperator<Join> change) {
        return switch (type) {
            case ObjectDef object ->
                new ObjectDef(object.name(), fields(object, change), object.joins(), object.about());
            case InterfaceDef found ->
                new InterfaceDef(found.name(), fields(found, change), found.joins(), found.about());
            default -> type;
        };
    }

    private static Map<String, FieldDef> fields(FieldedDef type, UnaryOperator<Join> change) {
        Map<String, FieldDef> fields = new LinkedHashMap<>();
        type.fields().forEach((name, field) -> {
            Map<String, Join> joins = new LinkedHashMap<>();
            field.joins().forEach((subgraph, join) -> joins.put(subgraph, change.apply(join)));
            fields.put(name, new FieldDef(name, field.type(), field.arguments(), joins, field.about()));
        });
        return fields;
    }
}
