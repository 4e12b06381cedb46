package dev.coffer.payment.bonus;

/**
 * Nothing was booked for a bonus, and nothing will be for this step of it.
 *
 * @param awardId the bonus, by the id of bonus-service
 * @param round 0 where it was to be given, 1 or more where its money was to be put out of use
 * @param code why, as the ledger says it: "SELF_EXCLUDED"
 * @param message one sentence for people
 */
record BonusRefused(String awardId, int round, String userId, String code, String message) {

    static final String TYPE = "wallet.bonus.refused";
}
