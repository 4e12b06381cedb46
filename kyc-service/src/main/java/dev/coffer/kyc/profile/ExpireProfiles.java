package dev.coffer.kyc.profile;

import dev.coffer.core.sweep.Sweep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Looks every so often for tiers that have run out, and lowers them; and counts the reviews that are late. Any number of replicas may do
 * so at once: each profile changes in a transaction that looks again.
 */
final class ExpireProfiles implements AutoCloseable {

    private static final int BATCH = 100;

    private final ProfileChanges changes;
    private final Reviews reviews;
    private final ReviewMeters meters;
    private final Clock clock;
    private final Sweep sweep;

    ExpireProfiles(ProfileChanges changes, Reviews reviews, ReviewMeters meters, Duration every, Clock clock) {
        this.changes = changes;
        this.reviews = reviews;
        this.meters = meters;
        this.clock = clock;
        this.sweep = new Sweep("expire-profiles", every, () -> {});
    }

    void start() {
        sweep.start("Tiers that have run out were not looked for", () -> {
            meters.overdue(reviews.overdue(clock.instant()));
            look();
        });
    }

    /** Goes on while whole batches are due and all of them go through. */
    private void look() {
        List<ProfileKey> due;
        long done;
        do {
            due = reviews.expired(clock.instant(), BATCH);
            done = due.stream().filter(this::expire).count();
        } while (done == BATCH && !sweep.isStopping());
    }

    /** @return whether it has expired by this */
    private boolean expire(ProfileKey key) {
        KycResult result = changes.of(key.tenantId(), key.userId(), null, (profile, change) -> {
            if (!isOver(profile, change)) {
                return new KycResult.Done(profile);
            }
            return switch (profile) {
                case KycProfile.Pending pending -> save(pending.expire(change.now()), change);
                case KycProfile.Approved approved -> save(approved.expire(change.now()), change);
                case KycProfile.Rejected rejected -> save(rejected.expire(change.now()), change);
                case KycProfile.InReview review -> new KycResult.Done(profile);
                case KycProfile.ManualReview review -> new KycResult.Done(profile);
                case KycProfile.Expired expired -> new KycResult.Done(profile);
                case KycProfile.Suspended suspended -> new KycResult.Done(profile);
                case KycProfile.Closed closed -> new KycResult.Done(profile);
            };
        });
        boolean isExpired = result instanceof KycResult.Done(KycProfile.Expired expired);
        if (isExpired) {
            meters.expired();
        }
        return isExpired;
    }

    private static boolean isOver(KycProfile profile, ProfileChanges.Change change) {
        Instant until = profile.standing().validUntil();
        return until != null && !change.now().isBefore(until);
    }

    private static KycResult save(KycProfile.Expired expired, ProfileChanges.Change change) {
        return change.save(expired, ProfileEntry.Act.EXPIRED, null);
    }

    /** Lets the look that runs come to its end. */
    @Override
    public void close() {
        sweep.close();
    }
}
