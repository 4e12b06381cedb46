package dev.coffer.gateway.execute;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Subgraphs that answer at once, or when they are told to, from what a test gave them. */
final class InMemorySubgraphs implements SubgraphClient {
    private final Map<String, Function<String, SubgraphReply>> answers = new HashMap<>();
    private final Map<String, List<Runnable>> held = new HashMap<>();
    private final List<String> calls = new ArrayList<>();

    void answer(String subgraph, String body) {
        answers.put(subgraph, request -> new SubgraphReply.Answered(200, body.getBytes(StandardCharsets.UTF_8)));
    }

    void fail(String subgraph, SubgraphReply.Reason reason) {
        answers.put(subgraph, request -> new SubgraphReply.Failed(reason, "db-7.internal:9002 refused"));
    }

    void reply(String subgraph, int status, String body) {
        answers.put(subgraph, request -> new SubgraphReply.Answered(status, body.getBytes(StandardCharsets.UTF_8)));
    }

    void hold(String subgraph) {
        held.put(subgraph, new ArrayList<>());
    }

    void release(String subgraph) {
        List<Runnable> waiting = held.remove(subgraph);
        if (waiting != null) {
            waiting.forEach(Runnable::run);
        }
    }

    /** Calls in order: subgraph, a space, the variables of the request. */
    List<String> calls() {
        return calls;
    }

    @Override
    public void send(SubgraphCall call, Consumer<SubgraphReply> done) {
        String body = new String(call.body(), StandardCharsets.UTF_8);
        calls.add(call.subgraph() + " " + body.substring(body.indexOf("\"variables\":") + 12, body.length() - 1));
        Function<String, SubgraphReply> answer = answers.get(call.subgraph());
        if (answer == null) {
            throw new IllegalStateException("the test has no answer of " + call.subgraph());
        }
        List<Runnable> waiting = held.get(call.subgraph());
        if (waiting == null) {
            done.accept(answer.apply(body));
        } else {
            waiting.add(() -> done.accept(answer.apply(body)));
        }
    }
}
