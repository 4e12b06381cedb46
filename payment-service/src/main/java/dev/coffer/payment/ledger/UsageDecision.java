package dev.coffer.payment.ledger;

import dev.coffer.payment.usage.Exclusion;
import dev.coffer.payment.usage.Usage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** The decision of one {@link UsageCommand}. */
final class UsageDecision {

    private UsageDecision() {}

    static Decision decide(Subjects state, UsageCommand command, Instant now) {
        Usage before = before(state, command.tenantId(), command.userId());
        return switch (command) {
            case TellTier tell -> Decision.Booking.of(before.withTier(new Usage.TierMark(tell.tier(), tell.version())));
            case SetLimit set -> set(before, set, now);
            case Exclude exclude -> exclude(before, exclude, now);
        };
    }

    static Usage before(Subjects state, String tenantId, String userId) {
        return Objects.requireNonNullElseGet(
                state.usage(new UsageKey(tenantId, userId)), () -> Usage.none(tenantId, userId));
    }

    private static Decision set(Usage before, SetLimit command, Instant now) {
        Usage counting = before.in(command.terms());
        return counting == null
                ? new Decision.Refusal(
                        LedgerRefusal.LIMIT_RATE_MISSING,
                        "What was counted in " + before.currency() + " has no rate in "
                                + command.terms().currency() + ".")
                : Decision.Booking.of(counting.withLimit(command.source(), command.scope(), command.maximum(), now));
    }

    private static Decision exclude(Usage before, Exclude command, Instant now) {
        Instant until = command.until() == null ? null : command.until().truncatedTo(ChronoUnit.MILLIS);
        Usage after = before.with(new Exclusion(command.kind(), now, until));
        return after == null
                ? new Decision.Refusal(
                        LedgerRefusal.EXCLUSION_STAYS,
                        "What is there lasts longer; it can be made longer, not shorter.")
                : Decision.Booking.of(after);
    }
}
