package dev.coffer.payment.bonus;

/**
 * What this service reads of {@code bonus.settled}: where the money belongs that was put out of use.
 *
 * @param round as it was put out of use in
 * @param converted what becomes the user's own, as a decimal: "12.50"
 * @param returned what the house gets back
 * @param restored what belongs to other bonuses of the user
 * @param name for people
 */
record BonusSettled(
        String awardId,
        int round,
        String userId,
        String converted,
        String returned,
        String restored,
        String currency,
        String name) {

    static final String TYPE = "bonus.settled";
}
