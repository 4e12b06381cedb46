package dev.coffer.payment;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Requests that are all under way at once. */
public final class Together {

    private Together() {}

    /** @return the answers in the order of the requests */
    public static List<JsonNode> ask(List<Supplier<JsonNode>> requests) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<JsonNode>> running = requests.stream()
                    .map(request -> CompletableFuture.supplyAsync(request, threads))
                    .toList();
            return running.stream().map(CompletableFuture::join).toList();
        }
    }

    /** The same request many times, by turns at the one and at the other replica. */
    public static List<JsonNode> ask(int times, Supplier<JsonNode> here, Supplier<JsonNode> there) {
        return ask(IntStream.range(0, times)
                .mapToObj(i -> i % 2 == 0 ? here : there)
                .toList());
    }
}
