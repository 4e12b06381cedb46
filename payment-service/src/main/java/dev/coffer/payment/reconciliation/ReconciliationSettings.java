package dev.coffer.payment.reconciliation;

import java.time.Duration;

/**
 * When the ledger is read.
 *
 * @param every from the start of one reading to that of the next
 * @param lookEvery how often a replica looks whether it is due
 */
record ReconciliationSettings(Duration every, Duration lookEvery) {

    ReconciliationSettings {
        if (!every.isPositive() || !lookEvery.isPositive()) {
            throw new IllegalArgumentException("Readings of the ledger every " + every + ", looked for every "
                    + lookEvery + ": both must be more than zero");
        }
    }
}
