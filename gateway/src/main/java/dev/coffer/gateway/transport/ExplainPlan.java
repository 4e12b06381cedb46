package dev.coffer.gateway.transport;

import dev.coffer.gateway.compose.Supergraph;
import dev.coffer.gateway.execute.GraphQlError;
import dev.coffer.gateway.execute.JsonObject;
import dev.coffer.gateway.plan.Circumstances;
import dev.coffer.gateway.plan.PlanText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows how the gateway would run an operation, without running it. */
public final class ExplainPlan {
    private ExplainPlan() {}

    /** What came of it. */
    public sealed interface Outcome {
        /** @param text the calls, in order, for people */
        record Planned(String text) implements Outcome {}

        /** The schema or the operation is refused. @param errors as a client would be told, at least one */
        record Refused(List<String> errors) implements Outcome {
            public Refused {
                errors = List.copyOf(errors);
            }
        }
    }

    /**
     * Plans an operation as the server would, with the default limits, for a caller who may see everything; no progressive override
     * is active.
     *
     * @param supergraphSdl a composed supergraph
     * @param operationName null when the document has one operation only
     */
    public static Outcome explain(String supergraphSdl, String query, @Nullable String operationName) {
        return switch (Schemas.read(supergraphSdl, "supergraph")) {
            case SchemaLook.Fresh fresh -> explain(fresh.supergraph(), query, operationName);
            case SchemaLook.Broken broken -> new Outcome.Refused(broken.errors());
            case SchemaLook.Incomplete incomplete -> new Outcome.Refused(List.of(incomplete.missing()));
            case SchemaLook.Unchanged ignored -> new Outcome.Refused(List.of("there is no schema"));
        };
    }

    private static Outcome explain(Supergraph supergraph, String query, @Nullable String operationName) {
        Preparation preparation =
                new Preparation(Schemas.api(supergraph), Schemas.planning(supergraph), GatewayLimits.DEFAULT, true);
        Prepared prepared = preparation.prepare(query, operationName, null);
        if (prepared instanceof Prepared.Dependent dependent) {
            Circumstances everything = dependent.dependencies().where(access -> true, label -> false);
            prepared = preparation.prepare(query, operationName, everything);
        }
        return switch (prepared) {
            case Prepared.Ready ready ->
                new Outcome.Planned(PlanText.print(ready.executable().plan()) + cost(ready));
            case Prepared.Dependent again ->
                throw new IllegalStateException("planned without its circumstances: " + again);
            case Prepared.Refused refused ->
                new Outcome.Refused(
                        refused.errors().stream().map(ExplainPlan::line).toList());
        };
    }

    private static String cost(Prepared.Ready ready) {
        long cost = ready.cost().of(new JsonObject());
        return "may cost " + cost + (ready.cost().isFixed() ? "" : " without variables, which it depends on") + "\n";
    }

    private static String line(GraphQlError error) {
        String place = error.locations().isEmpty()
                ? ""
                : " (line " + error.locations().getFirst().line() + ", column "
                        + error.locations().getFirst().column() + ")";
        return error.code() + ": " + error.message() + place;
    }
}
