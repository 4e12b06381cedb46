package dev.coffer.kyc.check;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what a provider tells of its own accord: the check is looked at at once, and what counts is what the provider answers then. So
 * what is told twice, late, or in another order changes nothing.
 *
 * <p>Metric {@code coffer.kyc.checks.contradictions} counts what was told of a check that is decided otherwise; each is logged as an
 * error: somebody has to look at the provider's books.
 */
final class HearProvider {

    private static final Logger LOG = LoggerFactory.getLogger(HearProvider.class);

    private final Checks checks;
    private final Clock clock;
    private final Counter contradictions;

    HearProvider(Checks checks, Clock clock, MeterRegistry meters) {
        this.checks = checks;
        this.clock = clock;
        this.contradictions = meters.counter("coffer.kyc.checks.contradictions");
    }

    /** What it meant here. */
    enum Heard {
        /** The check is due at once. */
        TAKEN,
        /** The check is decided already. */
        NOTHING_NEW,
        /** There is no such check, or not any more. */
        UNKNOWN
    }

    Heard hear(String provider, KycProvider.Webhook.Told told) {
        Check check = checks.findByReference(told.reference());
        if (check == null || !check.subject().provider().equals(provider)) {
            return Heard.UNKNOWN;
        }
        return switch (check) {
            case Check.Pending pending -> {
                checks.hurry(pending.subject(), clock.instant());
                yield Heard.TAKEN;
            }
            case Check.Decided decided -> {
                compare(decided, told);
                yield Heard.NOTHING_NEW;
            }
        };
    }

    /** What a check could not tell may well be told later; what it did tell may not. */
    private void compare(Check.Decided decided, KycProvider.Webhook.Told told) {
        if (decided.state() != CheckState.INCONCLUSIVE && decided.state() != told.outcome()) {
            contradictions.increment();
            LOG.error(
                    "Check {} is {}, and the provider now says {}: look at the provider's books",
                    decided.subject().id(),
                    decided.state(),
                    told.outcome());
        }
    }
}
