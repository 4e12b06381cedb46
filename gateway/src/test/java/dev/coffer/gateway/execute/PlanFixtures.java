package dev.coffer.gateway.execute;

import dev.coffer.gateway.plan.Condition;
import dev.coffer.gateway.plan.EntityCall;
import dev.coffer.gateway.plan.Fetch;
import dev.coffer.gateway.plan.FetchDocument;
import dev.coffer.gateway.plan.FetchField;
import dev.coffer.gateway.plan.ObjectPath;
import dev.coffer.gateway.plan.OperationKind;
import dev.coffer.gateway.plan.OutputField;
import dev.coffer.gateway.plan.OutputSelection;
import dev.coffer.gateway.plan.OutputType;
import dev.coffer.gateway.plan.Plan;
import dev.coffer.gateway.plan.Representation;
import dev.coffer.gateway.plan.RepresentationField;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** Plans written by hand, so that execution is tested apart from planning. */
final class PlanFixtures {
    static final OutputType STRING = new OutputType.Scalar("String");
    static final OutputType ID = new OutputType.NonNull(new OutputType.Scalar("ID"));

    private PlanFixtures() {}

    static Plan plan(OutputSelection output, Fetch... fetches) {
        return new Plan(OperationKind.QUERY, List.of(fetches), output, List.of(), null, 0);
    }

    static Fetch root(int id, String subgraph, FetchField... selection) {
        return fetch(id, subgraph, List.of(), List.of(selection), Condition.ALWAYS, Set.of());
    }

    static Fetch entities(int id, String subgraph, Set<Integer> dependsOn, EntityCall... calls) {
        return fetch(id, subgraph, List.of(calls), List.of(), Condition.ALWAYS, dependsOn);
    }

    static Fetch when(Condition condition, Fetch fetch) {
        return fetch(
                fetch.id(), fetch.subgraph(), fetch.entityCalls(), fetch.selection(), condition, fetch.dependsOn());
    }

    private static Fetch fetch(
            int id,
            String subgraph,
            List<EntityCall> calls,
            List<FetchField> selection,
            Condition condition,
            Set<Integer> dependsOn) {
        return new Fetch(
                id,
                subgraph,
                OperationKind.QUERY,
                new FetchDocument("query F" + id + "{x}", "F" + id, List.of()),
                calls,
                selection,
                condition,
                dependsOn);
    }

    static EntityCall call(String type, List<ObjectPath> paths, RepresentationField key, FetchField... selection) {
        return new EntityCall(
                "_entities",
                "representations",
                paths,
                List.of(new Representation(Set.of(), type, List.of(key))),
                List.of(selection));
    }

    static RepresentationField key(String name) {
        return new RepresentationField(name, name, RepresentationField.Role.KEY, Set.of(), List.of());
    }

    static RepresentationField required(String name) {
        return new RepresentationField(name, name, RepresentationField.Role.REQUIRES, Set.of(), List.of());
    }

    static FetchField leaf(String key) {
        return new FetchField(key, key, Set.of(), List.of());
    }

    static ObjectPath path(String... keys) {
        return new ObjectPath(Arrays.stream(keys)
                .map(key -> new ObjectPath.Step(key, Set.of()))
                .toList());
    }

    static OutputSelection selection(String type, OutputField... fields) {
        LinkedHashMap<String, List<OutputField>> byType = new LinkedHashMap<>();
        byType.put(type, List.of(fields));
        return new OutputSelection(type, false, byType);
    }

    static OutputField field(String responseKey, String key, OutputType type) {
        return new OutputField(
                responseKey, key, "T." + responseKey, type, OutputField.Source.RESPONSE, Condition.ALWAYS);
    }

    static OutputField field(String name, OutputType type) {
        return field(name, name, type);
    }

    static OutputType object(String type, OutputField... fields) {
        return new OutputType.Composite(selection(type, fields));
    }

    static OutputType nonNull(OutputType type) {
        return new OutputType.NonNull(type);
    }

    static OutputType listOf(OutputType type) {
        return new OutputType.ListOf(type);
    }
}
