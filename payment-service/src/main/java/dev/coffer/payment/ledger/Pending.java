package dev.coffer.payment.ledger;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A command that waits for its outcome. A caller that has given up has completed the answer itself. */
sealed interface Pending {

    CompletableFuture<?> answer();

    /** On the scale of {@link System#nanoTime}: nobody waits for the answer after that. */
    long deadline();

    /** The bookings that it asks for, in order. */
    default List<? extends Keyed> bookings() {
        return switch (this) {
            case PendingPost post -> List.of(post.command());
            case PendingChain chain -> chain.command().posts();
            case PendingStatus status -> List.of();
            case PendingUsage usage -> List.of();
            case PendingOpen open -> List.of();
        };
    }

    record PendingPost(Keyed command, CompletableFuture<PostResult> answer, long deadline) implements Pending {}

    record PendingChain(Chain command, CompletableFuture<ChainResult> answer, long deadline) implements Pending {}

    record PendingStatus(StatusCommand command, CompletableFuture<StatusResult> answer, long deadline)
            implements Pending {}

    record PendingUsage(UsageCommand command, CompletableFuture<UsageResult> answer, long deadline)
            implements Pending {}

    record PendingOpen(OpenWallet command, CompletableFuture<Wallet> answer, long deadline) implements Pending {}
}
