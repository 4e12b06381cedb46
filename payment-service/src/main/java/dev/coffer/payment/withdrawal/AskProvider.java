package dev.coffer.payment.withdrawal;

import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.Wallets;
import dev.coffer.payment.provider.PaymentProvider;
import dev.coffer.payment.provider.Payout;
import dev.coffer.payment.provider.PayoutRefusal;
import dev.coffer.payment.provider.PayoutResult;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the provider to pay, and says what its answer makes of the withdrawal. */
final class AskProvider {

    private static final Logger LOG = LoggerFactory.getLogger(AskProvider.class);

    private final PaymentProvider provider;
    private final Wallets wallets;
    private final SettlePayout settlePayout;
    private final WithdrawalSettings settings;
    private final Clock clock;

    AskProvider(
            PaymentProvider provider,
            Wallets wallets,
            SettlePayout settlePayout,
            WithdrawalSettings settings,
            Clock clock) {
        this.provider = provider;
        this.wallets = wallets;
        this.settlePayout = settlePayout;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param withdrawal whose attempt is noted already: from here on it may have been paid */
    Change ask(Withdrawal withdrawal, Course course) {
        if (!withdrawal.provider().equals(provider.name())) {
            // The provider that was asked before may have paid: to ask another one could pay twice.
            LOG.error(
                    "Withdrawal {} was begun with the provider '{}', and only '{}' is configured",
                    withdrawal.id(),
                    withdrawal.provider(),
                    provider.name());
            return unknown(withdrawal, course, "Its provider is not configured.");
        }
        if (withdrawal.attempts() > settings.payoutTries()) {
            return stuck(withdrawal, course, "Asking the provider failed at every try.");
        }
        Wallet wallet = Objects.requireNonNull(wallets.find(withdrawal.tenantId(), withdrawal.walletId()));
        if (wallet.status() == Wallet.Status.FROZEN) {
            return stuck(withdrawal, course, "The wallet was frozen before it was known whether this had been paid.");
        }
        PayoutResult result = provider.payout(new Payout(
                withdrawal.providerKey(),
                withdrawal.tenantId(),
                withdrawal.userId(),
                withdrawal.amount(),
                withdrawal.destination(),
                Objects.requireNonNull(course.since()),
                course.reference()));
        return switch (result) {
            case PayoutResult.Paid(String reference) ->
                Change.goingOn(new WithdrawalState.Paid(course.referredTo(reference)), settings.lease());
            case PayoutResult.Refused(PayoutRefusal code) -> refused(withdrawal, course, code);
            case PayoutResult.Accepted(String reference) -> accepted(withdrawal, course.referredTo(reference));
            case PayoutResult.Unknown(String why) -> unknown(withdrawal, course, why);
        };
    }

    private Change refused(Withdrawal withdrawal, Course course, PayoutRefusal code) {
        return Change.goingOn(
                new WithdrawalState.Returning(course, new WithdrawalState.Unpaid.Failed(code.name(), code.meaning())),
                settings.lease(),
                WithdrawalEvents.failed(withdrawal, code.name(), now()));
    }

    private Change accepted(Withdrawal withdrawal, Course course) {
        Instant begun = Objects.requireNonNull(course.since());
        if (clock.instant().isAfter(begun.plus(settings.confirmWithin()))) {
            return stuck(
                    withdrawal,
                    course,
                    "The provider has not said within " + settings.confirmWithin() + " what became of it.");
        }
        return Change.later(new WithdrawalState.Paying(course), 0, settings.confirmEvery());
    }

    private Change unknown(Withdrawal withdrawal, Course course, String why) {
        int attempts = withdrawal.attempts();
        LOG.info("Withdrawal {}: not known after attempt {} whether it was paid: {}", withdrawal.id(), attempts, why);
        return attempts >= settings.payoutTries()
                ? stuck(withdrawal, course, why)
                : Change.later(new WithdrawalState.Paying(course), attempts, settings.waitAfter(attempts));
    }

    private Change stuck(Withdrawal withdrawal, Course course, String why) {
        Instant now = now();
        LOG.warn("Withdrawal {} is stuck and needs an operator: {}", withdrawal.id(), why);
        return Change.resting(
                new WithdrawalState.Stuck(course, why, now), WithdrawalEvents.stuck(withdrawal, why, now));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Somebody else has taken the withdrawal up while we worked on it. What they do not know is what the provider told us: that
     * counts whatever they have made of the withdrawal since.
     *
     * @param lost the change that came too late
     * @return the withdrawal as it is
     */
    Withdrawal keepOutcome(Withdrawal withdrawal, Change lost) {
        return switch (lost.to()) {
            case WithdrawalState.Paid(Course course)
            when withdrawal.state() instanceof WithdrawalState.Paying ->
                settlePayout.tellPaid(withdrawal.tenantId(), withdrawal.id(), course.reference());
            case WithdrawalState.Returning(Course course, WithdrawalState.Unpaid.Failed failed)
            when withdrawal.state() instanceof WithdrawalState.Paying ->
                settlePayout.tellFailed(withdrawal.tenantId(), withdrawal.id(), failed.code(), failed.message());
            default -> settlePayout.current(withdrawal.tenantId(), withdrawal.id());
        };
    }
}
