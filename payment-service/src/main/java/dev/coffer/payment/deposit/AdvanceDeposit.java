package dev.coffer.payment.deposit;

import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.provider.Charge;
import dev.coffer.payment.provider.ChargeResult;
import dev.coffer.payment.provider.DeclineCode;
import dev.coffer.payment.provider.Instrument;
import dev.coffer.payment.provider.PaymentProvider;
import dev.coffer.payment.provider.Refund;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a leased pending deposit through all its steps, from the first: each is the same operation when it comes again. */
final class AdvanceDeposit {

    private static final Logger LOG = LoggerFactory.getLogger(AdvanceDeposit.class);

    /**
     * What a provider and an operator say of a deposit, and does not fit. Each is logged as an error: somebody has to look at the
     * provider's books.
     */
    static final String CONTRADICTIONS = "coffer.payment.deposits.contradictions";

    private final Deposits deposits;
    private final PaymentProvider provider;
    private final Bookings bookings;
    private final DepositPosts posts;
    private final DepositSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Counter contradictions;

    AdvanceDeposit(
            Deposits deposits,
            PaymentProvider provider,
            Bookings bookings,
            DepositPosts posts,
            DepositSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.deposits = deposits;
        this.provider = provider;
        this.bookings = bookings;
        this.posts = posts;
        this.contradictions = meters.counter(CONTRADICTIONS);
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * @param deposit pending, with its lease held by the caller
     * @return the deposit as it is afterwards; still pending when the provider's answer is not known
     * @throws dev.coffer.core.errors.CodedException UNAVAILABLE; the deposit is taken up again later
     */
    Deposit advance(Deposit deposit) {
        try {
            return charge(deposit);
        } catch (RuntimeException failure) {
            giveLeaseBack(deposit, failure);
            throw failure;
        }
    }

    /** The deposit as it would stand, were it asked for now: with what the ledger would say. Asks no provider and writes nothing. */
    Deposit foresee(Deposit fresh) {
        if (!(fresh.state() instanceof DepositState.Pending)) {
            return fresh;
        }
        return switch (bookings.preview(posts.credit(fresh))) {
            case PostResult.Posted posted -> fresh;
            case PostResult.Refused refused ->
                fresh.in(new DepositState.Refused(
                        refused.code(), refused.message(), refused.retryAfterSeconds(), now()));
        };
    }

    private Deposit charge(Deposit deposit) {
        if (!deposit.provider().equals(provider.name())) {
            // The provider that was asked before may have taken the money: to ask another one could take it twice.
            LOG.error(
                    "Deposit {} was begun with the provider '{}', and only '{}' is configured",
                    deposit.id(),
                    deposit.provider(),
                    provider.name());
            return postpone(deposit, "Its provider is not configured.");
        }
        Charge charge = new Charge(
                key(deposit),
                deposit.tenantId(),
                deposit.userId(),
                deposit.amount(),
                deposit.paymentMethod(),
                deposit.createdAt(),
                pending(deposit).reference());
        return switch (provider.charge(charge)) {
            case ChargeResult.Captured(String reference, Instrument instrument) ->
                credit(deposit.paidBy(instrument), reference);
            case ChargeResult.Declined(DeclineCode code) -> decline(deposit, code);
            case ChargeResult.Accepted(String reference) ->
                postpone(
                        deposit.in(pending(deposit).known(reference)),
                        "The provider has it and has not said yet what becomes of it.");
            case ChargeResult.Unknown(String why) -> postpone(deposit, why);
        };
    }

    /**
     * An operator may have had it credited: the ledger knows, also where they got no further, and also when this is a first try
     * that was paused for long.
     */
    private Deposit decline(Deposit deposit, DeclineCode code) {
        if (bookings.post(posts.nothing(deposit)) instanceof PostResult.Posted(Transfer transfer)) {
            contradictions.increment();
            LOG.error("Deposit {} was credited, and the provider says {}: look at its books", deposit.id(), code);
            return settle(deposit, new DepositState.Completed(transfer.id(), transfer.at()));
        }
        return settle(deposit, new DepositState.Declined(code, code.meaning(), now()));
    }

    private Deposit credit(Deposit deposit, String reference) {
        return switch (bookings.post(posts.credit(deposit))) {
            case PostResult.Posted(Transfer transfer) ->
                settle(deposit, new DepositState.Completed(transfer.id(), transfer.at()));
            case PostResult.Refused refused -> giveBack(deposit, reference, refused.code(), refused.message());
        };
    }

    private Deposit giveBack(Deposit deposit, String reference, LedgerRefusal code, String message) {
        LOG.warn("The ledger refuses to credit deposit {}, so it is given back: {}", deposit.id(), code);
        return switch (provider.refund(new Refund(key(deposit) + "/refund", reference))) {
            case REFUNDED -> settle(deposit, new DepositState.Declined(DeclineCode.PAYMENT_RETURNED, message, now()));
            case UNKNOWN -> postpone(deposit, "It is not known whether the refund was made.");
        };
    }

    private Deposit settle(Deposit deposit, DepositState.Settled end) {
        Deposit settled = deposits.settle(deposit, end);
        count(settled);
        return settled;
    }

    private Deposit postpone(Deposit deposit, String why) {
        DepositState.Pending next = afterOneMore(deposit, why);
        Deposit postponed = deposits.postpone(deposit, next, now().plus(settings.waitAfter(next.attempts())));
        count(postponed);
        return postponed;
    }

    /** So that a retry need not wait for the lease to run out; where the store is away it does run out. */
    private void giveLeaseBack(Deposit deposit, RuntimeException failure) {
        try {
            DepositState.Pending next = afterOneMore(deposit, failure.toString());
            deposits.postpone(deposit, next, now().plus(settings.waitAfter(next.attempts())));
        } catch (RuntimeException away) {
            failure.addSuppressed(away);
        }
    }

    private DepositState.Pending afterOneMore(Deposit deposit, String why) {
        DepositState.Pending pending = pending(deposit);
        int attempts = pending.attempts() + 1;
        boolean isStuck = attempts >= settings.triesBeforeHand();
        if (isStuck && !pending.isStuck()) {
            LOG.warn("Deposit {} is stuck; an operator can settle it: {}", deposit.id(), why);
        } else {
            LOG.info("Deposit {} stays pending after attempt {}: {}", deposit.id(), attempts, why);
        }
        return new DepositState.Pending(attempts, pending.reference(), null, isStuck);
    }

    private static DepositState.Pending pending(Deposit deposit) {
        return deposit.state() instanceof DepositState.Pending pending ? pending : new DepositState.Pending(0, null);
    }

    private void count(Deposit deposit) {
        meters.counter(
                        "coffer.payment.deposits",
                        "status",
                        DepositStatus.of(deposit.state()).name())
                .increment();
    }

    private static String key(Deposit deposit) {
        return "deposit/" + deposit.id();
    }

    private Instant now() {
        return clock.instant();
    }
}
