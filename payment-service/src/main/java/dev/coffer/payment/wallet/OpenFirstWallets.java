package dev.coffer.payment.wallet;

import dev.coffer.core.events.Received;
import dev.coffer.core.money.Currency;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.OpenWallet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Opens the main wallet of each new user. The ledger writes in a transaction of its own, before the consumer's: whoever
 * crashes in between opens again, and opening a wallet that is there does nothing.
 */
final class OpenFirstWallets {

    private final Bookings bookings;
    private final Currency currency;

    /** @param currency of a user's first wallet */
    OpenFirstWallets(Bookings bookings, Currency currency) {
        this.bookings = bookings;
        this.currency = currency;
    }

    /** At once, so that the ledger commits all of them together. @param registered a run, as the consumer limits it */
    void open(List<Received<UserRegistered>> registered) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> openings = registered.stream()
                    .map(event -> CompletableFuture.runAsync(() -> open(event), threads))
                    .toList();
            openings.forEach(OpenFirstWallets::await);
        }
    }

    private void open(Received<UserRegistered> event) {
        bookings.open(OpenWallet.main(event.envelope().tenantId(), event.data().userId(), currency));
    }

    private static void await(CompletableFuture<Void> opening) {
        try {
            opening.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
