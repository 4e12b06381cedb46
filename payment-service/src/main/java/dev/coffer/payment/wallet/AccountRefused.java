package dev.coffer.payment.wallet;

/**
 * Event {@code account.refused}, keyed by user: a registered user cannot have here what they must, and will not.
 *
 * @param reason one sentence for operators
 */
record AccountRefused(String userId, String reason) {

    static final String TYPE = "account.refused";
}
