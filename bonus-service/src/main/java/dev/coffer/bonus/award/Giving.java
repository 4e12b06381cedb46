package dev.coffer.bonus.award;

import org.jspecify.annotations.Nullable;

/**
 * The data of the saga {@code bonus-award}.
 *
 * @param approved whether nobody has to approve it any more
 * @param answered whether payment-service has answered
 * @param refusal why it gave nothing; null where it gave
 */
record Giving(
        String awardId,
        boolean approved,
        boolean answered,
        @Nullable String refusal) {

    Giving approve() {
        return new Giving(awardId, true, answered, refusal);
    }

    Giving credited() {
        return new Giving(awardId, approved, true, null);
    }

    Giving refused(String reason) {
        return new Giving(awardId, approved, true, reason);
    }
}
