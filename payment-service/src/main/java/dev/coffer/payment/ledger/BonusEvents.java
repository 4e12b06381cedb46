package dev.coffer.payment.ledger;

/** What a wallet tells of bonuses, in the order of all that happens to it; see {@link LedgerEvents}. */
public final class BonusEvents {

    private BonusEvents() {}

    /**
     * A bonus is in the wallet.
     *
     * @param awardId the bonus, by the id of bonus-service
     * @param amount as a decimal: "12.50"
     * @param pocket BONUS, or REAL where nothing is to be wagered
     * @param at RFC 3339
     */
    public record Credited(
            String awardId,
            String transferId,
            String walletId,
            String userId,
            String amount,
            String currency,
            Pocket pocket,
            String at) {}

    /**
     * Bonus money is out of use, as a bonus ends.
     *
     * @param awardId the bonus, by the id of bonus-service
     * @param round 1, and one more each time that something comes of the bonus after its end
     * @param amount what is out of use, as a decimal: "12.50"; "0.00" where no bonus money was left
     * @param at RFC 3339
     */
    public record Locked(
            String awardId,
            int round,
            String transferId,
            String walletId,
            String userId,
            String amount,
            String currency,
            String at) {}

    /**
     * What was out of use is where it belongs.
     *
     * @param awardId the bonus, by the id of bonus-service
     * @param round as it was locked in
     * @param converted what became real money, as a decimal: "12.50"
     * @param returned what went back to the house
     * @param restored what is bonus money again, of other bonuses
     * @param at RFC 3339
     */
    public record Closed(
            String awardId,
            int round,
            String transferId,
            String walletId,
            String userId,
            String converted,
            String returned,
            String restored,
            String currency,
            String at) {}
}
