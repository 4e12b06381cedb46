package dev.coffer.payment.ledger;

import java.util.concurrent.CompletableFuture;

/** A command that waits for its outcome. A caller that has given up has completed the answer itself. */
sealed interface Pending {

    Command command();

    CompletableFuture<?> answer();

    /** On the scale of {@link System#nanoTime}: nobody waits for the answer after that. */
    long deadline();

    record PendingPost(Keyed command, CompletableFuture<PostResult> answer, long deadline) implements Pending {}

    record PendingStatus(StatusCommand command, CompletableFuture<StatusResult> answer, long deadline)
            implements Pending {}

    record PendingOpen(OpenWallet command, CompletableFuture<Wallet> answer, long deadline) implements Pending {}
}
