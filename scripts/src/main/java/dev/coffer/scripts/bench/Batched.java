package dev.coffer.scripts.bench;

import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.MongoLedger;
import dev.coffer.payment.ledger.PostResult;

/** The ledger's own writer, as payment-service runs it. */
final class Batched implements Contender {

    private static final int ENTRIES_OF_A_LEG = 2;

    private final BenchBook book;
    private final MongoLedger ledger;

    Batched(BenchBook book) {
        this.book = book;
        this.ledger = LedgerBenchWiring.ledger(book.client(), book.database());
    }

    @Override
    public int carryOut(Order order) {
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
        ledger.close();
    }
}
