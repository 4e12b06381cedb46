package dev.coffer.payment.bonus;

/**
 * What this service reads of {@code bonus.awarded}.
 *
 * @param amount as a decimal: "12.50"
 * @param claimed whether it is the user's own money at once, with nothing to wager
 * @param name for people
 */
record BonusAwarded(String awardId, String userId, String amount, String currency, boolean claimed, String name) {

    static final String TYPE = "bonus.awarded";
}
