package dev.coffer.gateway.execute;

import dev.coffer.gateway.plan.Fetch;
import dev.coffer.gateway.plan.OperationKind;
import dev.coffer.gateway.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One operation under way. Each fetch starts when all it waits for has ended. Lives on one event loop. */
final class ExecutionRun {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutionRun.class);
    private static final int FAILED_ANSWER_BYTES = 512;

    private final SubgraphClient client;
    private final FetchObserver observer;
    private final LongSupplier nanoClock;
    private final ExecutionRequest request;
    private final Consumer<ExecutionAnswer> done;
    private final Plan plan;
    private final ResponseTree tree = new ResponseTree();
    private final ErrorLog log = new ErrorLog();
    private final SubgraphErrors subgraphErrors;
    private final int[] open;
    private int remaining;
    private long heldBytes;
    private final EntityMerge entities = new EntityMerge();

    ExecutionRun(
            SubgraphClient client,
            FetchObserver observer,
            LongSupplier nanoClock,
            ExecutionRequest request,
            Consumer<ExecutionAnswer> done) {
        this.client = client;
        this.observer = observer;
        this.nanoClock = nanoClock;
        this.request = request;
        this.done = done;
        this.plan = request.executable().plan();
        this.subgraphErrors = new SubgraphErrors(request.executable().output(), tree, log);
        this.open = new int[plan.fetches().size()];
        this.remaining = open.length;
    }

    void start() {
        if (remaining == 0) {
            answer();
            return;
        }
        count();
        for (Fetch fetch : plan.fetches()) {
            if (fetch.dependsOn().isEmpty()) {
                begin(fetch);
            }
        }
    }

    /** Runs a subscription's plan on one event: what its first fetch, which all others wait for, has brought. */
    void startWith(SubgraphReply event) {
        count();
        Fetch root = plan.fetches().getFirst();
        absorb(root, List.of(), event, nanoClock.getAsLong());
        complete(root);
    }

    private void count() {
        for (Fetch fetch : plan.fetches()) {
            open[fetch.id()] = fetch.dependsOn().size();
        }
    }

    private void begin(Fetch fetch) {
        if (!fetch.condition().holds(request::isTrue)) {
            complete(fetch);
            return;
        }
        List<List<EntityBatch>> calls = calls(fetch);
        if (calls.isEmpty()) {
            complete(fetch);
            return;
        }
        int[] awaited = {calls.size()};
        for (List<EntityBatch> batches : calls) {
            call(fetch, batches, () -> {
                if (--awaited[0] == 0) {
                    complete(fetch);
                }
            });
        }
    }

    /** What is sent in each call: none where there is nothing to ask, several where entities take too many values from above. */
    private List<List<EntityBatch>> calls(Fetch fetch) {
        if (fetch.isRoot()) {
            return List.of(List.of());
        }
        List<List<RepresentationShape>> shapes = request.executable().representations(fetch);
        List<ContextShape> contexts = request.executable().contexts(fetch);
        if (!contexts.isEmpty()) {
            return ContextGroups.of(fetch.entityCalls().getFirst(), shapes.getFirst(), contexts, tree);
        }
        List<EntityBatch> batches = new ArrayList<>(shapes.size());
        boolean isEmpty = true;
        for (int i = 0; i < shapes.size(); i++) {
            EntityBatch batch = EntityBatch.of(fetch.entityCalls().get(i), shapes.get(i), tree);
            batches.add(batch);
            isEmpty &= batch.isEmpty();
        }
        return isEmpty ? List.of() : List.of(batches);
    }

    private void call(Fetch fetch, List<EntityBatch> batches, Runnable ended) {
        long begun = nanoClock.getAsLong();
        SubgraphCall call = new SubgraphCall(
                fetch.subgraph(),
                request.executable().body(fetch, request.variables(), batches),
                request.headers(),
                TimeUnit.NANOSECONDS.toMillis(request.deadlineNanos() - begun),
                fetch.kind() == OperationKind.QUERY);
        client.send(call, reply -> {
            absorb(fetch, batches, reply, begun);
            ended.run();
        });
    }

    /** Takes a reply in. What it may hold is the subgraph's choice: if it finds a fault of ours, the client is answered all the same. */
    private void absorb(Fetch fetch, List<EntityBatch> batches, SubgraphReply reply, long begun) {
        try {
            read(fetch, batches, reply, begun);
        } catch (RuntimeException e) {
            LOG.error(
                    "the answer of subgraph {} found a fault of the gateway (correlation id {})",
                    fetch.subgraph(),
                    request.headers().correlationId(),
                    e);
            subgraphErrors.failed(fetch, batches, "gave no usable answer");
        }
    }

    private void read(Fetch fetch, List<EntityBatch> batches, SubgraphReply reply, long begun) {
        Duration took = Duration.ofNanos(nanoClock.getAsLong() - begun);
        String correlationId = request.headers().correlationId();
        if (reply instanceof SubgraphReply.Answered answered) {
            client.answers().hold(answered.body().length);
            heldBytes += answered.body().length;
        }
        switch (read(fetch, reply)) {
            case ReplyReader.Reading.Unusable unusable -> {
                observer.called(fetch.subgraph(), correlationId, took, unusable.detail());
                subgraphErrors.failed(fetch, batches, unusable.problem());
            }
            case ReplyReader.Reading.Usable usable -> {
                String problem = merge(fetch, batches, usable);
                observer.called(fetch.subgraph(), correlationId, took, problem);
                subgraphErrors.reported(fetch, batches, usable.errors());
            }
        }
    }

    /** The answers to one document are much alike: what one taught the reader helps it with the next. */
    private ReplyReader.Reading read(Fetch fetch, SubgraphReply reply) {
        MemberNames names = request.executable().borrowNames(fetch.id());
        ReplyReader.Reading reading = ReplyReader.read(reply, names);
        request.executable().giveBack(fetch.id(), names);
        return reading;
    }

    /** Merges the data of a reply; answers what is wrong with it, or null. */
    private @Nullable String merge(Fetch fetch, List<EntityBatch> batches, ReplyReader.Reading.Usable usable) {
        if (fetch.isRoot()) {
            ResponseTree.merge(tree.root(), usable.data());
            return null;
        }
        String problem = null;
        for (EntityBatch batch : batches) {
            Json answered = usable.data().find(batch.call().responseKey());
            if (answered instanceof JsonArray array && array.size() == batch.size()) {
                if (!entities.merge(batch, array, usable.bytes())) {
                    problem = "the entities become more than " + EntityMerge.MAX_COPIED_VALUES + " values";
                    subgraphErrors.failed(fetch, List.of(batch), "answered more than the gateway accepts");
                }
            } else if (!batch.isEmpty() && usable.errors().size() == 0) {
                problem = "_entities answered something else than " + batch.size() + " entities";
                subgraphErrors.failed(fetch, List.of(batch), "gave no usable answer");
            }
        }
        return problem;
    }

    private void complete(Fetch fetch) {
        remaining--;
        for (int dependent : request.executable().dependents(fetch.id())) {
            if (--open[dependent] == 0) {
                begin(plan.fetches().get(dependent));
            }
        }
        if (remaining == 0) {
            remaining = -1;
            answer();
        }
    }

    private void answer() {
        ExecutionAnswer answer;
        try {
            answer = written();
        } catch (RuntimeException e) {
            LOG.error(
                    "writing an answer failed (correlation id {})",
                    request.headers().correlationId(),
                    e);
            answer = failed();
        }
        client.answers().giveBack(heldBytes);
        done.accept(answer);
    }

    private ExecutionAnswer failed() {
        JsonBuffer out = new JsonBuffer(FAILED_ANSWER_BYTES);
        out.raw("{\"data\":null,\"errors\":[");
        GraphQlError.of(
                        GatewayError.INTERNAL,
                        "Something went wrong on our side. Whether a change was made is not known: look before you repeat it.")
                .writeTo(out, JsonScalar.ofText(request.headers().correlationId()));
        return new ExecutionAnswer(out.raw("]}"), 1);
    }

    private ExecutionAnswer written() {
        subgraphErrors.settle();
        JsonBuffer out = new JsonBuffer(request.executable().expectedBytes());
        out.raw("{\"data\":");
        new Projector(out, request::isTrue, request.introspection(), log)
                .write(request.executable().output(), tree.root());
        List<GraphQlError> errors = log.errors();
        tellOfInvalid(errors);
        if (!errors.isEmpty()) {
            out.raw(",\"errors\":[");
            JsonScalar correlationId = JsonScalar.ofText(request.headers().correlationId());
            for (int i = 0; i < errors.size(); i++) {
                out.raw(i == 0 ? "" : ",");
                errors.get(i).writeTo(out, correlationId);
            }
            out.raw(']');
        }
        out.raw('}');
        request.executable().answered(out.size());
        return new ExecutionAnswer(out, errors.size());
    }

    private void tellOfInvalid(List<GraphQlError> errors) {
        for (GraphQlError error : errors) {
            if (error.code().equals(GatewayError.DOWNSTREAM_INVALID_DATA.name())) {
                observer.invalid(request.headers().correlationId(), error.path().toString());
                return;
            }
        }
    }
}
