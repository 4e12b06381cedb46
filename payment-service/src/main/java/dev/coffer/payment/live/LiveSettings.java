package dev.coffer.payment.live;

/**
 * What those who follow may cost.
 *
 * @param perUser subscriptions of one user at one replica
 * @param perReplica all subscriptions at one replica
 * @param waiting changes that wait for one subscriber; several of the same thing are one
 */
record LiveSettings(int perUser, int perReplica, int waiting) {
    LiveSettings {
        if (perUser < 1 || perReplica < perUser || waiting < 1) {
            throw new IllegalArgumentException(
                    "Limits on those who follow must be positive, and those of a user not above"
                            + " those of the replica: " + perUser + ", " + perReplica + ", " + waiting);
        }
    }
}
