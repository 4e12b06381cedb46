package dev.coffer.payment.transaction;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.paging.Position;
import dev.coffer.payment.ledger.Entry;
import dev.coffer.payment.ledger.Transfers;
import dev.coffer.payment.ledger.Wallet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a wallet's book page by page, newest entry first. A cursor is a place in one wallet's book. */
final class ReadBook {

    private final Transfers transfers;
    private final Pages pages;

    ReadBook(Transfers transfers, Pages pages) {
        this.transfers = transfers;
        this.pages = pages;
    }

    /** @param wallet one that the caller may read */
    Connection<TransactionView> page(Wallet wallet, PageRequest request) {
        Connection<Entry> page = pages.page(
                request,
                "transactions|" + wallet.tenantId() + '|' + wallet.id(),
                (from, isForward, limit) -> read(wallet, from, isForward, limit),
                entry -> new Position(entry.seq(), entry.seq()),
                wallet.seq() > Integer.MAX_VALUE ? null : (int) wallet.seq());
        return page.map(TransactionView::of);
    }

    private List<Entry> read(Wallet wallet, @Nullable Position from, boolean isForward, int limit) {
        Long seq = from == null ? null : (Long) from.sortKey();
        if (isForward) {
            long before = seq == null ? Long.MAX_VALUE : seq;
            return transfers.entries(
                    wallet.tenantId(), wallet.id(), new Transfers.EntryBounds(before, 0, limit, false));
        }
        long after = seq == null ? 0 : seq;
        return transfers
                .entries(wallet.tenantId(), wallet.id(), new Transfers.EntryBounds(Long.MAX_VALUE, after, limit, true))
                .reversed();
    }
}
