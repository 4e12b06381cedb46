package dev.coffer.payment.ledger;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.ids.Ids;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Decides a command as the writer would now, on the wallets as they are stored, and writes nothing. Safe for use by many threads. */
final class Preview {

    private static final int WALLETS_OF_ONE_COMMAND = 1;

    private final Book book;
    private final Clock clock;
    private final Ids ids;

    Preview(Book book, Clock clock, Ids ids) {
        this.book = book;
        this.clock = clock;
        this.ids = ids;
    }

    PostResult preview(Keyed command) {
        CompletableFuture<PostResult> answer = new CompletableFuture<>();
        decide(new Pending.PendingPost(command, answer, Long.MAX_VALUE));
        return answer.join();
    }

    ChainResult preview(Chain chain) {
        CompletableFuture<ChainResult> answer = new CompletableFuture<>();
        decide(new Pending.PendingChain(chain, answer, Long.MAX_VALUE));
        return answer.join();
    }

    private void decide(Pending pending) {
        try {
            new Decider(book, new WalletCache(WALLETS_OF_ONE_COMMAND), clock, ids)
                    .decide(List.of(pending))
                    .settle();
        } catch (Book.Away | Book.Conflict away) {
            throw new CodedException(
                    CommonError.UNAVAILABLE, "The ledger could not look now; nothing was done. Ask again.", null, away);
        }
    }
}
