package dev.coffer.gateway.plan;

import dev.coffer.gateway.compose.Supergraph;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Plans operations over one supergraph. Safe for concurrent use; a new supergraph needs a new planner.
 *
 * <p>The caller parses the document and validates it against the API schema first: of an invalid document the planner
 * promises nothing.
 */
public final class Planner {

    private final Graphs graphs;
    private final Labels labels;
    private final LongSupplier nanoTime;
    private final PlanCache cache = new PlanCache(PlanLimits.CACHED_PLANS);

    /** @param nanoTime a clock for the planning budget, as {@link System#nanoTime()} */
    public Planner(Supergraph supergraph, LongSupplier nanoTime) {
        this.graphs = new Graphs(supergraph);
        this.labels = new Labels(supergraph);
        this.nanoTime = nanoTime;
    }

    /**
     * The answer of an earlier {@link #plan(String, String, Document)} for the same text, null if there is none; never
     * waits and needs no parsed document.
     *
     * @param documentHash of the document's text, from a collision-resistant function
     * @param operationName as the client gave it, null if it gave none
     */
    public @Nullable PlanResult cached(String documentHash, @Nullable String operationName) {
        return cache.find(documentHash, operationName);
    }

    /**
     * Plans and remembers. Of several callers with the same text one plans and the others wait for it, so do not call this
     * on an event loop.
     *
     * @param documentHash of the document's text, from a collision-resistant function
     * @param operationName as the client gave it, null if it gave none
     * @param document valid for the API schema
     */
    public PlanResult plan(String documentHash, @Nullable String operationName, Document document) {
        return cache.get(documentHash, operationName, () -> plan(document, operationName));
    }

    /** What the operation's plan depends on; nothing where there is no such operation. */
    public Dependencies dependencies(Document document, @Nullable String operationName) {
        OperationDefinition operation = operation(document, operationName);
        if (operation == null) {
            return Dependencies.NONE;
        }
        try {
            String root = Planning.rootType(graphs.supergraph(), Planning.kind(operation));
            return DependencyScan.of(
                    labels, graphs.supergraph(), fragments(document), root, operation.getSelectionSet());
        } catch (Unplannable impossible) {
            return Dependencies.NONE;
        }
    }

    /** As {@link #plan(Document, String, Circumstances)} for a caller who shows nothing. */
    public PlanResult plan(Document document, @Nullable String operationName) {
        return plan(document, operationName, Circumstances.NONE);
    }

    /** Plans without the cache. @param operationName may be null if the document has one operation only */
    public PlanResult plan(Document document, @Nullable String operationName, Circumstances circumstances) {
        OperationDefinition operation = operation(document, operationName);
        if (operation == null) {
            return new PlanResult.Refused(
                    PlanResult.Reason.OPERATION_NOT_FOUND,
                    operationName == null ? "" : operationName,
                    operationName == null || operationName.isEmpty()
                            ? "The document has not exactly one operation: say which by operationName."
                            : "The document has no operation named " + operationName + ".");
        }
        try {
            Planning planning = new Planning(
                    graphs.of(circumstances.labels()),
                    operation,
                    fragments(document),
                    circumstances,
                    new Budget(nanoTime));
            return new PlanResult.Planned(planning.plan());
        } catch (Unplannable impossible) {
            return impossible.refused();
        }
    }

    private static Map<String, FragmentDefinition> fragments(Document document) {
        Map<String, FragmentDefinition> fragments = new LinkedHashMap<>();
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.put(fragment.getName(), fragment));
        return fragments;
    }

    /** The operation of that name, or the only one where none is given; null when there is no such operation. */
    public static @Nullable OperationDefinition operation(Document document, @Nullable String name) {
        List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
        if (name == null || name.isEmpty()) {
            return operations.size() == 1 ? operations.getFirst() : null;
        }
        return operations.stream()
                .filter(operation -> name.equals(operation.getName()))
                .findFirst()
                .orElse(null);
    }
}
