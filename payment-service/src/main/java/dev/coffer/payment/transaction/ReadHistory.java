package dev.coffer.payment.transaction;

import dev.coffer.core.errors.CodedException;
import dev.coffer.payment.ledger.History;
import dev.coffer.payment.ledger.Pockets;
import dev.coffer.payment.ledger.Wallet;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a wallet held at a time, and its statement over a time. */
final class ReadHistory {

    private final History history;
    private final Clock clock;

    ReadHistory(History history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    /** @param wallet one that the caller may read @throws CodedException INVALID_INPUT for a time to come */
    Pockets balancesAt(Wallet wallet, Instant at) {
        if (at.isAfter(clock.instant())) {
            throw CodedException.invalid("at", "What is held at " + at + " is not known yet.");
        }
        return history.balancesAt(wallet, at);
    }

    /**
     * Which part of a wallet's book to write down.
     *
     * @param from inclusive
     * @param to exclusive
     * @param first the most lines, 1 to {@link History#MAX_LINES}
     * @param afterSeq only what comes after this entry; null for all
     */
    record Order(
            Wallet wallet,
            Instant from,
            Instant to,
            int first,
            @Nullable Long afterSeq) {

        Order {
            if (!from.isBefore(to)) {
                throw CodedException.invalid("from", "The start " + from + " must lie before the end " + to + ".");
            }
            if (first < 1 || first > History.MAX_LINES) {
                throw CodedException.invalid(
                        "first", "A part of a statement has 1 to " + History.MAX_LINES + " lines, not " + first + ".");
            }
        }
    }

    /**
     * A part of a statement.
     *
     * @param opening what the wallet held at the start of the whole time
     * @param closing what it held at its end
     * @param lines oldest first
     * @param endSeq of the last line when more follow, else null
     */
    record Statement(
            Pockets opening,
            Pockets closing,
            List<History.Line> lines,
            @Nullable Long endSeq) {}

    Statement statement(Order order) {
        Wallet wallet = order.wallet();
        Instant before = order.from().minusNanos(1);
        Instant end = order.to().minusNanos(1);
        long firstSeq = history.lastSeqAt(wallet, before) + 1;
        long lastSeq = history.lastSeqAt(wallet, end);
        long from = order.afterSeq() == null ? firstSeq : Math.max(firstSeq, order.afterSeq() + 1);
        long to = Math.min(lastSeq, from + order.first() - 1);
        List<History.Line> lines = from > to ? List.of() : history.lines(wallet, from, to);
        return new Statement(
                history.balancesAt(wallet, before),
                history.balancesAt(wallet, end),
                lines,
                to < lastSeq && !lines.isEmpty() ? to : null);
    }
}
