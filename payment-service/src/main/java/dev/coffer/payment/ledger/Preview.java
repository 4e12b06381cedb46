package dev.coffer.payment.ledger;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.ids.Ids;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Decides commands as the writer would now, on the wallets as they are stored, and writes nothing. Safe for use by many threads. */
final class Preview {

    private final Book book;
    private final Clock clock;
    private final Ids ids;

    Preview(Book book, Clock clock, Ids ids) {
        this.book = book;
        this.clock = clock;
        this.ids = ids;
    }

    Foreseen foresee(Keyed command) {
        CompletableFuture<PostResult> answer = new CompletableFuture<>();
        Book.Writes unwritten = decide(List.of(new Pending.PendingPost(command, answer, Long.MAX_VALUE)));
        return new Foreseen(
                answer.join(),
                unwritten.holds().isEmpty()
                        ? null
                        : unwritten.holds().getFirst().hold(),
                unwritten.bets().isEmpty() ? null : unwritten.bets().getFirst().bet());
    }

    List<PostResult> preview(List<? extends Keyed> commands) {
        List<Pending.PendingPost> pending = commands.stream()
                .map(command -> new Pending.PendingPost(command, new CompletableFuture<>(), Long.MAX_VALUE))
                .toList();
        decide(pending);
        return pending.stream().map(post -> post.answer().join()).toList();
    }

    ChainResult preview(Chain chain) {
        CompletableFuture<ChainResult> answer = new CompletableFuture<>();
        decide(List.of(new Pending.PendingChain(chain, answer, Long.MAX_VALUE)));
        return answer.join();
    }

    /** @return what the writer would write */
    private Book.Writes decide(List<? extends Pending> batch) {
        try {
            Round round = new Decider(book, new WalletCache(Integer.MAX_VALUE), clock, ids).decide(List.copyOf(batch));
            round.settle();
            return round.writes();
        } catch (Book.Away | Book.Conflict away) {
            throw new CodedException(
                    CommonError.UNAVAILABLE, "The ledger could not look now; nothing was done. Ask again.", null, away);
        }
    }
}
