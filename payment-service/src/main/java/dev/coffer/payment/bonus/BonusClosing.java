package dev.coffer.payment.bonus;

/**
 * What this service reads of {@code bonus.closing}: a bonus ends, and its money is to be put out of use.
 *
 * @param round see {@link dev.coffer.payment.ledger.BonusStep}
 * @param amount the most that may be left of it, as a decimal: "12.50"
 * @param name for people
 */
record BonusClosing(
        String awardId, int round, String userId, String walletId, String amount, String currency, String name) {

    static final String TYPE = "bonus.closing";
}
