package dev.coffer.payment.monitor;

import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.payment.ledger.Pocket;
import dev.coffer.payment.ledger.Wallet;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The GraphQL type {@code BalanceMonitor}; whoever makes one has seen to it that the caller may read it. */
@GraphQlName("BalanceMonitor")
record MonitorView(
        String id,
        Pocket pocket,
        BalanceCondition condition,
        MoneyView threshold,
        MonitorSource source,
        boolean isMet,
        int crossings,
        @Nullable Instant lastCrossedAt,
        Instant createdAt) {

    static MonitorView of(BalanceMonitor monitor, Wallet wallet) {
        return new MonitorView(
                monitor.id(),
                monitor.pocket(),
                monitor.condition(),
                MoneyView.of(monitor.threshold()),
                monitor.source(),
                monitor.isMet(wallet.available(monitor.pocket()).minor()),
                (int) Math.min(monitor.crossings(), Integer.MAX_VALUE),
                monitor.lastCrossedAt(),
                monitor.createdAt());
    }
}
