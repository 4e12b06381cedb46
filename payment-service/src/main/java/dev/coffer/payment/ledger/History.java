package dev.coffer.payment.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** What was, as last committed. What belongs to another tenant is not there. */
public interface History {

    /** The most lines that one call answers. */
    int MAX_LINES = 5_000;

    /**
     * What a wallet held once everything was booked that had been by then.
     *
     * @param at inclusive
     * @return all zero before its first entry
     */
    Pockets balancesAt(Wallet wallet, Instant at);

    /** The seq of the wallet's last entry by then, inclusive; 0 before its first. */
    long lastSeqAt(Wallet wallet, Instant at);

    /**
     * Entries of one wallet with what they belong to, oldest first.
     *
     * @param firstSeq inclusive, from 1 on
     * @param lastSeq inclusive; at most {@value #MAX_LINES} lines are answered
     */
    List<Line> lines(Wallet wallet, long firstSeq, long lastSeq);

    /** An entry and its transfer. */
    record Line(Entry entry, Transfer transfer) {}

    /**
     * What was booked in a time, by type and currency.
     *
     * @param from inclusive
     * @param to exclusive
     */
    List<Sum> sums(String tenantId, Instant from, Instant to);

    /**
     * @param count of transfers
     * @param total of their amounts in minor units, a decimal since it may be more than any wallet can hold
     * @param reversed how many of them were taken back since, whole or in part
     */
    record Sum(TransferType type, String currency, long count, BigDecimal total, long reversed) {}
}
