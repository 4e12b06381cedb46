package dev.coffer.gateway.transport;

import dev.coffer.core.ids.Ids;
import dev.coffer.gateway.execute.ForwardedHeaders;
import dev.coffer.gateway.execute.InvalidJson;
import dev.coffer.gateway.execute.JsonObject;
import dev.coffer.gateway.execute.JsonScanner;
import dev.coffer.gateway.execute.SubgraphCall;
import dev.coffer.gateway.execute.SubgraphClient;
import dev.coffer.gateway.execute.SubgraphReply;
import io.vertx.core.Context;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Asks subgraphs for their schema, as federation defines it: {@code { _service { sdl } }}. */
final class SdlClient {
    private static final byte[] QUESTION =
            "{\"query\":\"query CofferGatewaySdl{_service{sdl}}\",\"operationName\":\"CofferGatewaySdl\"}"
                    .getBytes(StandardCharsets.UTF_8);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SubgraphClient client;
    private final Context loop;
    private final Ids ids;

    SdlClient(SubgraphClient client, Context loop, Ids ids) {
        this.client = client;
        this.loop = loop;
        this.ids = ids;
    }

    /** A subgraph's schema, or why there is none. */
    record Answer(String sdl, String problem) {
        boolean isGood() {
            return problem.isEmpty();
        }

        static Answer problem(String problem) {
            return new Answer("", problem);
        }
    }

    CompletableFuture<Answer> ask(String subgraph) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        SubgraphCall call = new SubgraphCall(
                subgraph, QUESTION, new ForwardedHeaders(null, ids.next(), null), PATIENCE.toMillis(), true);
        loop.runOnContext(on -> client.send(call, reply -> answer.complete(read(reply))));
        return answer;
    }

    private static Answer read(SubgraphReply reply) {
        return switch (reply) {
            case SubgraphReply.Failed failed -> Answer.problem(failed.detail());
            case SubgraphReply.Answered answered -> read(answered);
        };
    }

    private static Answer read(SubgraphReply.Answered answered) {
        try {
            if (JsonScanner.read(answered.body()) instanceof JsonObject body
                    && body.find("data") instanceof JsonObject data
                    && data.find("_service") instanceof JsonObject service) {
                String sdl = service.findText("sdl");
                if (sdl != null && !sdl.isBlank()) {
                    return new Answer(sdl, "");
                }
            }
            return Answer.problem("HTTP status " + answered.status() + ", and no _service { sdl } in the answer");
        } catch (InvalidJson e) {
            return Answer.problem("HTTP status " + answered.status() + ", and the answer is not JSON");
        }
    }
}
