package dev.coffer.bonus.award;

import org.jspecify.annotations.Nullable;

/**
 * The data of the sagas {@code bonus-convert} and {@code bonus-end}.
 *
 * @param own what of the money that is out of use is this award's, in minor units; null until payment-service has answered
 * @param locked all that is out of use
 * @param closed whether it is where it belongs
 */
record Closing(String awardId, int round, @Nullable Long own, long locked, boolean closed) {

    static Closing of(String awardId, int round) {
        return new Closing(awardId, round, null, 0, false);
    }

    Closing locked(long ours, long all) {
        return own == null ? new Closing(awardId, round, ours, all, all == 0) : this;
    }

    Closing done() {
        return new Closing(awardId, round, own, locked, true);
    }
}
