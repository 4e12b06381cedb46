package dev.coffer.gateway.execute;

import dev.coffer.gateway.plan.Fetch;
import dev.coffer.gateway.plan.FetchDocument;
import dev.coffer.gateway.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan made ready to run many times: request bodies up to the variables, who waits for whom, escaped response keys.
 * Immutable; shared by all requests with the same document.
 */
public final class Executable {
    private final Plan plan;
    private final List<byte[]> bodyHeads = new ArrayList<>();
    private final List<List<Integer>> dependents = new ArrayList<>();
    private final Shape.Selection output;

    /** Prepares {@code plan}. */
    public Executable(Plan plan) {
        this.plan = plan;
        this.output = new ShapeCompiler().selection(plan.output());
        for (Fetch fetch : plan.fetches()) {
            JsonBuffer head = new JsonBuffer(fetch.document().text().length() + 64);
            head.raw("{\"query\":").string(fetch.document().text());
            head.raw(",\"operationName\":").string(fetch.document().operationName());
            head.raw(",\"variables\":{");
            bodyHeads.add(head.toBytes());
            dependents.add(new ArrayList<>());
            fetch.dependsOn().forEach(earlier -> dependents.get(earlier).add(fetch.id()));
        }
    }

    /** The plan that this runs. */
    public Plan plan() {
        return plan;
    }

    /** What is sent for {@code fetch}: its document, the client's variables that it uses, and the objects that it completes. */
    byte[] body(Fetch fetch, JsonObject variables, List<EntityBatch> batches) {
        byte[] head = bodyHeads.get(fetch.id());
        JsonBuffer body = new JsonBuffer(head.length + 256);
        body.raw(head);
        boolean needsComma = false;
        for (FetchDocument.Variable variable : fetch.document().variables()) {
            Json value = variables.find(variable.source());
            if (value != null) {
                body.raw(needsComma ? "," : "").string(variable.name()).raw(':');
                value.writeTo(body);
                needsComma = true;
            }
        }
        for (EntityBatch batch : batches) {
            body.raw(needsComma ? "," : "").string(batch.call().variable()).raw(':');
            batch.writeTo(body);
            needsComma = true;
        }
        return body.raw("}}").toBytes();
    }

    List<Integer> dependents(int fetch) {
        return dependents.get(fetch);
    }

    Shape.Selection output() {
        return output;
    }
}
