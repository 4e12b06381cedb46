package dev.coffer.gateway.plan;

import dev.coffer.gateway.compose.Supergraph;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The planning of one operation. */
final class Planning {

    private final Graph graph;
    private final OperationDefinition operation;
    private final OperationKind kind;
    private final String rootType;
    private final Route.Tree tree = new Route.Tree();
    private final Walker walker;
    private final Normaliser normaliser;
    private final Budget budget;
    private final Map<String, FragmentDefinition> fragments;

    Planning(
            Graph graph,
            OperationDefinition operation,
            Map<String, FragmentDefinition> fragments,
            Circumstances circumstances,
            Budget budget) {
        this.graph = graph;
        this.operation = operation;
        this.fragments = fragments;
        this.budget = budget;
        this.kind = kind(operation);
        this.rootType = rootType(graph.supergraph(), kind);
        this.normaliser = new Normaliser(graph, fragments, circumstances);
        this.walker = new Requirements(graph, tree, normaliser, budget).walker();
    }

    static OperationKind kind(OperationDefinition operation) {
        return switch (operation.getOperation()) {
            case QUERY -> OperationKind.QUERY;
            case MUTATION -> OperationKind.MUTATION;
            case SUBSCRIPTION -> OperationKind.SUBSCRIPTION;
        };
    }

    static String rootType(Supergraph supergraph, OperationKind kind) {
        String type = switch (kind) {
            case QUERY -> supergraph.queryType();
            case MUTATION -> supergraph.mutationType();
            case SUBSCRIPTION -> supergraph.subscriptionType();
        };
        if (type == null) {
            throw Unplannable.field(kind.keyword(), "The schema has no " + kind.keyword() + " operations.");
        }
        return type;
    }

    Plan plan() {
        List<Op> ops = normaliser.operation(rootType, operation.getSelectionSet());
        List<Op> fetched = ops.stream()
                .filter(op -> !op.isDenied() && !op.key().name().startsWith("__"))
                .toList();
        Selected selected = new Selected(tree, kind == OperationKind.QUERY ? together(fetched) : oneByOne(fetched));
        Layout layout = new Layout(graph, selected);
        CallGraph calls = new CallGraph(graph, selected, layout);
        long cost = selected.routes().stream().mapToLong(Route::ownCost).sum();
        return new Plan(
                kind,
                fetches(calls.ordered(), selected, layout),
                new Projection(graph).root(rootType, ops, layout.root()),
                operation.getVariableDefinitions(),
                introspection(),
                cost);
    }

    private List<Selected.Chosen> together(List<Op> ops) {
        List<Route> entries = new ArrayList<>();
        for (String subgraph : subgraphs()) {
            entries.add(tree.entry(new Edge.Entry(Node.of(rootType, subgraph), 0)));
        }
        return ops.isEmpty() ? List.of() : choose(walker.walk(rootType, ops, entries));
    }

    private Set<String> subgraphs() {
        return Objects.requireNonNull(graph.supergraph().type(rootType)).subgraphs();
    }

    /** Each root field is called in one subgraph, even if several have it: calling it twice would do it twice. */
    private List<Selected.Chosen> oneByOne(List<Op> ops) {
        List<Selected.Chosen> all = new ArrayList<>();
        List<List<Op>> fields = rootFields(ops);
        for (int series = 0; series < fields.size(); series++) {
            List<Op> field = fields.get(series);
            Op op = field.getFirst();
            List<Selected.Chosen> best = null;
            Unplannable refusal = null;
            for (String subgraph : subgraphs()) {
                Route entry = tree.entry(new Edge.Entry(Node.of(rootType, subgraph), series));
                try {
                    List<Selected.Chosen> here = choose(walker.walk(rootType, field, List.of(entry)));
                    best = best == null || cost(here) < cost(best) ? here : best;
                } catch (Unplannable impossible) {
                    refusal = better(refusal, impossible, op);
                }
            }
            if (best == null) {
                throw refusal != null
                        ? refusal
                        : Unplannable.field(op.coordinate(), "No subgraph has " + op.coordinate() + ".");
            }
            all.addAll(best);
        }
        return all;
    }

    /**
     * The selections of each root field in the order of the fields. One that is selected twice is still one, to be called once.
     *
     * @throws Unplannable where which field comes first depends on variables
     */
    private static List<List<Op>> rootFields(List<Op> ops) {
        Map<String, List<Op>> fields = new LinkedHashMap<>();
        String last = "";
        for (Op op : ops) {
            String key = op.key().responseKey();
            List<Op> field = fields.computeIfAbsent(key, ignored -> new ArrayList<>());
            boolean isFirst = field.isEmpty() || last.equals(key);
            Condition before = field.stream().map(one -> one.key().condition()).reduce(Condition.NEVER, Condition::or);
            Condition late = op.key().condition().butNot(before);
            if (!isFirst && (late == null || !late.isNever())) {
                throw Unplannable.field(
                        op.coordinate(),
                        "The field " + op.coordinate()
                                + " is selected twice under conditions, with other fields between,"
                                + " so that the order of changes is not certain; select it once.");
            }
            field.add(op);
            last = key;
        }
        return List.copyOf(fields.values());
    }

    /** Of two refusals the one that is not about the root field itself says more. */
    private static Unplannable better(@Nullable Unplannable known, Unplannable found, Op root) {
        return known == null || known.refused().coordinate().equals(root.coordinate()) ? found : known;
    }

    private long cost(List<Selected.Chosen> chosen) {
        Set<Integer> ids = new LinkedHashSet<>();
        long cost = 0;
        for (Selected.Chosen leaf : chosen) {
            for (int id : leaf.route().closure()) {
                cost += ids.add(id) ? tree.get(id).ownCost() : 0;
            }
        }
        return cost;
    }

    private List<Selected.Chosen> choose(List<Walker.Leaf> leaves) {
        List<Route> routes = BestPlan.choose(
                tree, leaves.stream().map(Walker.Leaf::candidates).toList(), budget);
        List<Selected.Chosen> chosen = new ArrayList<>();
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
            chosen.add(new Selected.Chosen(routes.get(leaf), leaves.get(leaf).condition()));
        }
        return chosen;
    }

    private List<Fetch> fetches(List<Call> calls, Selected selected, Layout layout) {
        String name = operation.getName() == null ? "" : operation.getName();
        Documents documents = new Documents(graph, selected, layout, operation.getVariableDefinitions(), name);
        Inputs inputs = new Inputs(graph, layout);
        Map<Call, Integer> ids = new HashMap<>();
        List<Fetch> fetches = new ArrayList<>();
        for (Call call : calls) {
            int id = ids.size();
            ids.put(call, id);
            Set<Integer> needs = directNeeds(call, ids);
            fetches.add(
                    call.isRoot() ? root(call, id, needs, documents) : entities(call, id, needs, documents, inputs));
        }
        return fetches;
    }

    /** What a call waits for, without what these wait for themselves. */
    private static Set<Integer> directNeeds(Call call, Map<Call, Integer> ids) {
        Set<Integer> direct = new LinkedHashSet<>();
        for (Call need : call.needs()) {
            boolean implied = call.needs().stream().anyMatch(other -> other != need && other.dependsOn(need));
            if (!implied) {
                direct.add(Objects.requireNonNull(ids.get(need)));
            }
        }
        return direct;
    }

    private Fetch root(Call call, int id, Set<Integer> needs, Documents documents) {
        Documents.Written written = documents.root(call, id, kind);
        return new Fetch(
                id, call.subgraph(), kind, written.document(), List.of(), written.selection(), call.condition(), needs);
    }

    private static Fetch entities(Call call, int id, Set<Integer> needs, Documents documents, Inputs inputs) {
        Documents.Written written = documents.entities(call, id);
        EntityCall entityCall = new EntityCall(
                "_entities",
                written.representationsVariable(),
                inputs.paths(call),
                inputs.representations(call),
                written.selection(),
                inputs.contexts(call, documents.contexts()),
                "");
        return new Fetch(
                id,
                call.subgraph(),
                OperationKind.QUERY,
                written.document(),
                List.of(entityCall),
                List.of(),
                call.condition(),
                needs);
    }

    /** The operation with nothing but its introspection fields, null if it has none. */
    private @Nullable String introspection() {
        return Introspection.of(operation, fragments);
    }
}
