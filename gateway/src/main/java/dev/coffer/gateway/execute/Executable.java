package dev.coffer.gateway.execute;

import dev.coffer.gateway.plan.Fetch;
import dev.coffer.gateway.plan.FetchDocument;
import dev.coffer.gateway.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A plan made ready to run many times: request bodies up to the variables, who waits for whom, escaped response keys.
 * Shared by all requests with the same document; nothing in it changes but guesses.
 */
public final class Executable {
    private static final int FIRST_ANSWER_BYTES = 1_024;
    /** For the names in errors, which nobody asks for. */
    private static final int BYTES_OF_ERRORS = 256;

    private static final int MOST_EXPECTED_BYTES = 1024 * 1024;

    private final Plan plan;
    private final List<byte[]> bodyHeads = new ArrayList<>();
    private final List<List<Integer>> dependents = new ArrayList<>();
    private final List<List<List<RepresentationShape>>> representations = new ArrayList<>();
    private final List<List<ContextShape>> contexts = new ArrayList<>();
    private final Shape.Selection output;
    private final AtomicReferenceArray<@Nullable MemberNames> names;
    /** About as long as the next answer will be; wrong at no cost but time. */
    private volatile int expectedBytes = FIRST_ANSWER_BYTES;

    /** Prepares {@code plan}. */
    public Executable(Plan plan) {
        this.plan = plan;
        this.names = new AtomicReferenceArray<>(plan.fetches().size());
        this.output = new ShapeCompiler().selection(plan.output());
        for (Fetch fetch : plan.fetches()) {
            bodyHeads.add(head(fetch.document(), fetch.document().text()));
            contexts.add(fetch.entityCalls().stream()
                    .flatMap(call -> call.contexts().stream())
                    .map(ContextShape::of)
                    .toList());
            representations.add(
                    fetch.entityCalls().stream().map(RepresentationShape::of).toList());
            dependents.add(new ArrayList<>());
            fetch.dependsOn().forEach(earlier -> dependents.get(earlier).add(fetch.id()));
        }
    }

    private static byte[] head(FetchDocument document, String text) {
        JsonBuffer head = new JsonBuffer(text.length() + 64);
        head.raw("{\"query\":").string(text);
        head.raw(",\"operationName\":").string(document.operationName());
        return head.raw(",\"variables\":{").toBytes();
    }

    private static String groupedText(Fetch fetch, FetchDocument.Grouped grouped, List<EntityBatch> batches) {
        return grouped.text(
                fetch.document().operationName(),
                batches.stream().map(EntityBatch::call).toList());
    }

    /** The plan that this runs. */
    public Plan plan() {
        return plan;
    }

    /** What is sent for {@code fetch}: its document, the client's variables that it uses, and the objects that it completes. */
    byte[] body(Fetch fetch, JsonObject variables, List<EntityBatch> batches) {
        FetchDocument.Grouped grouped = fetch.document().grouped();
        byte[] head = grouped == null || batches.getFirst().call().suffix().isEmpty()
                ? bodyHeads.get(fetch.id())
                : head(fetch.document(), groupedText(fetch, grouped, batches));
        JsonBuffer body = new JsonBuffer(head.length + inputBytes(batches)).raw(head);
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
            body.raw(needsComma ? "," : "");
            batch.writeTo(body);
            needsComma = true;
        }
        return body.raw("}}").toBytes();
    }

    /** Just enough where the client's variables are not sent along. */
    private static int inputBytes(List<EntityBatch> batches) {
        int bytes = 1;
        for (EntityBatch batch : batches) {
            bytes += batch.bytes() + 1;
        }
        return bytes;
    }

    /** The names in earlier answers to {@code fetch}, for whoever reads one now: nobody else has them until they are given back. */
    MemberNames borrowNames(int fetch) {
        MemberNames known = names.getAndSet(fetch, null);
        return known == null ? new MemberNames() : known;
    }

    /** Names that were asked for fit into this; what a subgraph makes up beyond that is forgotten, for plans are many and live long. */
    void giveBack(int fetch, MemberNames learned) {
        int asked = plan.fetches().get(fetch).document().text().length();
        names.set(fetch, learned.bytes() <= 2L * asked + BYTES_OF_ERRORS ? learned : null);
    }

    /** Of each of its entity calls, in their order. */
    List<List<RepresentationShape>> representations(Fetch fetch) {
        return representations.get(fetch.id());
    }

    /** Of its one entity call, in their order; empty for fetches that take nothing from objects above. */
    List<ContextShape> contexts(Fetch fetch) {
        return contexts.get(fetch.id());
    }

    int expectedBytes() {
        return expectedBytes;
    }

    /** An answer had this length. */
    void answered(int bytes) {
        if (bytes > expectedBytes || bytes < expectedBytes / 4) {
            expectedBytes = Math.min(bytes + bytes / 8, MOST_EXPECTED_BYTES);
        }
    }

    List<Integer> dependents(int fetch) {
        return dependents.get(fetch);
    }

    Shape.Selection output() {
        return output;
    }
}
