package dev.coffer.payment.ledger;

import java.util.List;

/**
 * Checks the stored ledger against its own promises: every currency of every tenant sums to zero; every transfer sums to
 * zero; every wallet's sequence has no gap, its hash chain is whole, each balance follows from the one before, nothing was
 * ever taken that left less than the wallet's credit limit of that moment allowed, the wallet says what its last entries say; the wallet's status is what its book says, and a closed one holds nothing; every entry is of
 * a wallet that is there and counts it; what a wallet has set aside is what its open holds add up to; what users are counted to
 * have used is what the bookings of the day and month counted; the account for games has what its bets left with it; and of what an ending bonus put out of use, exactly that came back. Reads
 * only; may run beside a writer.
 */
public interface LedgerVerifier {

    /** Checks all. Costs a read of every transfer for each of its wallets. */
    Report verify();

    /**
     * What was found.
     *
     * @param wallets how many were checked
     * @param entries how many were checked
     * @param flaws the first ones found, at most {@value #MOST_FLAWS}, the first bad entry of a wallet only; empty when all is well
     */
    record Report(long wallets, long entries, List<Flaw> flaws) {
        public Report {
            flaws = List.copyOf(flaws);
        }

        public boolean isClean() {
            return flaws.isEmpty();
        }
    }

    int MOST_FLAWS = 100;

    /**
     * Something that must not be.
     *
     * @param where "wallet 0199... seq 17", "transfer 0199...", "tenant acme EUR"
     * @param what one sentence
     */
    record Flaw(Kind kind, String where, String what) {}

    /** Which promise is broken. */
    enum Kind {
        SUM_NOT_ZERO,
        TRANSFER_NOT_BALANCED,
        ENTRY_MISSING,
        ENTRY_NOT_OF_WALLET,
        BALANCE_WRONG,
        BOUND_PASSED,
        HASH_WRONG,
        WALLET_DIFFERS,
        STATUS_WRONG,
        HOLD_DIFFERS,
        USAGE_DIFFERS,
        BETS_DIFFER,
        BONUS_DIFFERS,
        WALLET_MISSING
    }
}
