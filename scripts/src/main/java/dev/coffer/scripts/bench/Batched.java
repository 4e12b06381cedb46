package dev.coffer.scripts.bench;

import dev.coffer.payment.ledger.MongoLedger;

/** The ledger's own writer, as payment-service runs it. */
final class Batched implements Contender {

    private final BenchBook book;
    private final MongoLedger ledger;

    Batched(BenchBook book) {
        this.book = book;
        this.ledger = LedgerBenchWiring.ledger(book.client(), book.database());
    }

    @Override
    public void carryOut(Shape.Order order) {
        BenchBook.require(ledger.bookings().post(book.post(order)));
    }

    @Override
    public void close() {
        ledger.close();
    }
}
