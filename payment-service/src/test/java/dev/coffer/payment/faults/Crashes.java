package dev.coffer.payment.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.testkit.TestService;
import dev.coffer.payment.ledger.MongoLedgerVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** The frame of tests in which a process throws or dies at any step: which faults, side by side, and what holds of the book afterwards. */
public final class Crashes {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int AT_ONCE = 12;

    private Crashes() {}

    /** Each of these steps fails before and after it, and the process goes on or not. */
    public static List<Fault> at(List<? extends Enum<?>> steps) {
        List<Fault> faults = new ArrayList<>();
        for (Enum<?> step : steps) {
            for (boolean isAfter : List.of(false, true)) {
                faults.add(new Fault(step, isAfter, false));
                faults.add(new Fault(step, isAfter, true));
            }
        }
        return faults;
    }

    /** A dozen at a time. */
    public static <T> void sideBySide(List<T> cases, Consumer<T> trial) {
        Semaphore turns = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> running = cases.stream()
                    .map(one -> CompletableFuture.runAsync(
                            () -> {
                                turns.acquireUninterruptibly();
                                try {
                                    trial.accept(one);
                                } finally {
                                    turns.release();
                                }
                            },
                            threads))
                    .toList();
            running.forEach(CompletableFuture::join);
        }
    }

    /** A client that repeats its request, at the one replica and the other in turn, until it learns what became of it. */
    public static JsonNode insist(Faults faults, String tenant, List<Supplier<JsonNode>> replicas) {
        JsonNode[] answer = new JsonNode[1];
        int[] tries = {0};
        await(tenant).atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> {
            faults.revive(tenant);
            answer[0] = replicas.get(tries[0]++ % replicas.size()).get();
            return !TestService.errorCode(answer[0]).equals("UNAVAILABLE");
        });
        return answer[0];
    }

    /** Every chain, sum, hold and bet in the book is whole. */
    public static void verifyBook(TestService service) {
        MongoDatabase database = service.bean(MongoDatabase.class);
        assertThat(new MongoLedgerVerifier(service.bean(MongoClient.class), database.getName(), Currencies.builtIn())
                        .verify()
                        .flaws())
                .isEmpty();
    }
}
