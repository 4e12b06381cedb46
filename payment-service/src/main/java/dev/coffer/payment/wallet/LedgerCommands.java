package dev.coffer.payment.wallet;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Gives the ledger many commands at once, so that it commits them together. */
public final class LedgerCommands {

    private LedgerCommands() {}

    /**
     * @param all as many as a consumer handles in one transaction
     * @return the outcomes in the same order
     * @throws RuntimeException what the first that failed threw, when all have ended
     */
    public static <T, R> List<R> giveTogether(List<T> all, Function<T, R> command) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<R>> given = all.stream()
                    .map(one -> CompletableFuture.supplyAsync(() -> command.apply(one), threads))
                    .toList();
            return given.stream().map(LedgerCommands::await).toList();
        }
    }

    private static <R> R await(CompletableFuture<R> given) {
        try {
            return given.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
