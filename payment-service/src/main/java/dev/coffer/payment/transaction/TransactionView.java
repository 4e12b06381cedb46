package dev.coffer.payment.transaction;

import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.payment.ledger.Entry;
import dev.coffer.payment.ledger.Part;
import dev.coffer.payment.ledger.Pocket;
import dev.coffer.payment.ledger.TransferType;
import java.time.Instant;

/** The GraphQL type {@code Transaction}: one entry of a wallet's book. */
@GraphQlName("Transaction")
record TransactionView(
        String id,
        MoneyView amount,
        MoneyView balanceAfter,
        TransferType kind,
        Pocket pocket,
        Part part,
        Instant at,
        String transferId) {

    static TransactionView of(Entry entry) {
        return new TransactionView(
                entry.walletId() + "-" + entry.seq(),
                MoneyView.of(entry.amount()),
                MoneyView.of(entry.balanceAfter()),
                entry.kind(),
                entry.pocket(),
                entry.part(),
                entry.at(),
                entry.transferId());
    }
}
