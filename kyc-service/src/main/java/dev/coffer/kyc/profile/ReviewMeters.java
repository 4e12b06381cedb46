package dev.coffer.kyc.profile;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What reviews take. {@code coffer.kyc.decisions} is the time from request to decision, by outcome; {@code coffer.kyc.decisions.late}
 * counts those after their due time; {@code coffer.kyc.reviews.overdue} is how many wait beyond it, of all replicas, as of a moment
 * ago; {@code coffer.kyc.expired} counts tiers that ran out.
 */
final class ReviewMeters {

    private final Timer approved;
    private final Timer rejected;
    private final Counter late;
    private final Counter expired;
    private final AtomicInteger overdue = new AtomicInteger();

    ReviewMeters(MeterRegistry meters) {
        this.approved = timer(meters, "approved");
        this.rejected = timer(meters, "rejected");
        this.late = meters.counter("coffer.kyc.decisions.late");
        this.expired = meters.counter("coffer.kyc.expired");
        Gauge.builder("coffer.kyc.reviews.overdue", overdue, AtomicInteger::get)
                .description("reviews that wait beyond their due time")
                .register(meters);
    }

    private static Timer timer(MeterRegistry meters, String outcome) {
        return Timer.builder("coffer.kyc.decisions")
                .description("time from the request to its decision")
                .tag("outcome", outcome)
                .register(meters);
    }

    /** What is not decided by this is not counted. @param after what a reviewer has done */
    void decided(KycProfile after, Request request) {
        Instant at = after.standing().updatedAt();
        switch (after) {
            case KycProfile.Approved decision -> decided(approved, request, at);
            case KycProfile.Rejected decision -> decided(rejected, request, at);
            case KycProfile.Pending pending -> {}
            case KycProfile.InReview review -> {}
            case KycProfile.ManualReview review -> {}
            case KycProfile.Expired expired -> {}
            case KycProfile.Suspended suspended -> {}
            case KycProfile.Closed closed -> {}
        }
    }

    private void decided(Timer outcome, Request request, Instant at) {
        outcome.record(Duration.between(request.since(), at));
        if (at.isAfter(request.dueAt())) {
            late.increment();
        }
    }

    void expired() {
        expired.increment();
    }

    void overdue(int reviews) {
        overdue.set(reviews);
    }
}
