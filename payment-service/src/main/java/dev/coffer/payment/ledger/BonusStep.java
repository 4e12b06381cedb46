package dev.coffer.payment.ledger;

import java.util.Map;

/**
 * What a transfer does for a bonus.
 *
 * @param awardId bonus-service's id of the bonus that a user got
 * @param round 0 as it is given; 1 as it ends, and one more each time that something comes of it afterwards
 */
public record BonusStep(String awardId, int round) {

    /** The names under which transfers keep it as metadata. */
    static final String AWARD = "award";

    static final String ROUND = "round";

    private static final String REQUESTER = "service:bonus";

    public BonusStep {
        if (awardId.isBlank() || awardId.length() > Post.MAX_METADATA_KEY || round < 0) {
            throw new IllegalArgumentException("There is no bonus '" + awardId + "' with a round " + round);
        }
    }

    /** @param requestFields what was asked for */
    public Idempotency idempotency(TransferType type, String... requestFields) {
        return Idempotency.of(REQUESTER, clientKey(type), requestFields);
    }

    /** The key in the ledger of what this step has booked. */
    public String key(TransferType type) {
        return REQUESTER + '/' + clientKey(type);
    }

    private String clientKey(TransferType type) {
        return type + "/" + awardId + '/' + round;
    }

    public Map<String, String> metadata() {
        return Map.of(AWARD, awardId, ROUND, Integer.toString(round));
    }

    static BonusStep of(Map<String, String> metadata) {
        return new BonusStep(metadata.getOrDefault(AWARD, ""), Integer.parseInt(metadata.getOrDefault(ROUND, "0")));
    }
}
