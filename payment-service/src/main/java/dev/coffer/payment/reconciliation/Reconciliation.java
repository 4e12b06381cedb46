package dev.coffer.payment.reconciliation;

import dev.coffer.payment.ledger.LedgerVerifier;
import java.time.Instant;
import java.util.List;

/**
 * One reading of the whole ledger.
 *
 * @param id opaque
 * @param wallets how many were checked, of all tenants
 * @param entries how many were checked
 * @param flaws at most {@link LedgerVerifier#MOST_FLAWS}
 */
record Reconciliation(
        String id, Instant startedAt, Instant finishedAt, long wallets, long entries, List<LedgerVerifier.Flaw> flaws) {

    Reconciliation {
        flaws = List.copyOf(flaws);
    }

    boolean isClean() {
        return flaws.isEmpty();
    }
}
