package dev.coffer.scripts.bench;

import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.MongoLedger;
import dev.coffer.payment.ledger.PostResult;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** The ledger's own writer, as payment-service runs it, in one replica or in several. */
final class Batched implements Contender {

    private static final int ENTRIES_OF_A_LEG = 2;

    private final BenchBook book;
    private final List<MongoLedger> replicas;
    private final AtomicLong asked = new AtomicLong();

    /** @param replicas writers that are asked in turn */
    Batched(BenchBook book, int replicas) {
        this.book = book;
        this.replicas = IntStream.range(0, replicas)
                .mapToObj(replica -> LedgerBenchWiring.ledger(book.client(), book.database()))
                .toList();
    }

    @Override
    public int carryOut(Order order) {
        MongoLedger ledger = replicas.get((int) (asked.getAndIncrement() % replicas.size()));
        if (order.isLook()) {
            ledger.wallets().find(BenchBook.TENANT, book.wallets(order));
            return 0;
        }
        return switch (ledger.bookings().post(book.post(order))) {
            case PostResult.Posted _ -> ENTRIES_OF_A_LEG * order.legs().size();
            case PostResult.Refused refused -> {
                if (refused.code() != LedgerRefusal.INSUFFICIENT_FUNDS) {
                    throw new IllegalStateException("A transfer of the benchmark was refused: " + refused);
                }
                yield 0;
            }
        };
    }

    @Override
    public void close() {
        replicas.forEach(MongoLedger::close);
    }
}
