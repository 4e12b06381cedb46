package dev.coffer.payment.deposit;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Money;
import dev.coffer.payment.fee.FeeType;
import dev.coffer.payment.fee.Fees;
import dev.coffer.payment.ledger.Idempotency;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.Pocket;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.limit.Limits;
import dev.coffer.payment.provider.PaymentMethod;
import dev.coffer.payment.provider.PaymentProvider;
import dev.coffer.payment.transfer.Mode;
import dev.coffer.payment.usage.Counted;
import dev.coffer.payment.usage.CountedAs;
import dev.coffer.payment.usage.Verdict;
import dev.coffer.payment.wallet.FindWallets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Brings money from outside into a wallet of the caller's, less the fee. */
final class MakeDeposit {

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final FindWallets wallets;
    private final Fees fees;
    private final Limits limits;
    private final PaymentProvider provider;
    private final Deposits deposits;
    private final AdvanceDeposit advanceDeposit;
    private final DepositSettings settings;
    private final Ids ids;
    private final Clock clock;

    MakeDeposit(
            FindWallets wallets,
            Fees fees,
            Limits limits,
            PaymentProvider provider,
            Deposits deposits,
            AdvanceDeposit advanceDeposit,
            DepositSettings settings,
            Ids ids,
            Clock clock) {
        this.wallets = wallets;
        this.fees = fees;
        this.limits = limits;
        this.provider = provider;
        this.deposits = deposits;
        this.advanceDeposit = advanceDeposit;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is asked for. @param amount more than zero @param key the client's @param mode whether it is only looked at */
    record Order(
            Caller caller,
            String walletId,
            Money amount,
            @Nullable PaymentMethod paymentMethod,
            String key,
            Mode mode) {

        /** What tells it from another one. The payment method only where there is one: repeats of older requests had none. */
        private String[] parts() {
            List<String> parts = new ArrayList<>(List.of(
                    "deposit",
                    walletId,
                    Long.toString(amount.minor()),
                    amount.currency().code()));
            if (paymentMethod != null) {
                parts.add(paymentMethod.token());
            }
            return parts.toArray(String[]::new);
        }
    }

    /** What became of it. */
    sealed interface Result {

        /** Completed, declined, or still pending. */
        record Made(Deposit deposit) implements Result {}

        /** An expected no before any money moved. */
        record Refused(
                LedgerRefusal code,
                String message,
                @Nullable Integer retryAfterSeconds) implements Result {}
    }

    /**
     * A repeat waits for the first and answers the same; a pending one that nobody works on is taken up.
     *
     * @throws dev.coffer.core.errors.CodedException NOT_FOUND when the wallet is not the caller's; UNAVAILABLE
     */
    Result deposit(Order order) {
        Wallet wallet = wallets.own(order.caller(), order.walletId(), "input.walletId");
        Idempotency idempotency = Idempotency.of("user:" + order.caller().userId(), order.key(), order.parts());
        String tenantId = order.caller().tenantId();
        Deposit known = deposits.findByKey(tenantId, idempotency.key());
        if (known == null && order.mode() == Mode.DRY_RUN) {
            return answer(advanceDeposit.foresee(fresh(order, wallet, idempotency)));
        }
        if (known == null) {
            Deposit fresh = fresh(order, wallet, idempotency);
            if (deposits.insert(fresh)) {
                return answer(fresh.state() instanceof DepositState.Pending ? advanceDeposit.advance(fresh) : fresh);
            }
            known = awaitFirst(tenantId, idempotency.key());
        }
        if (!known.request().equals(idempotency.request().toString())) {
            LedgerRefusal reused = LedgerRefusal.IDEMPOTENCY_KEY_REUSED;
            return new Result.Refused(reused, reused.meaning(), null);
        }
        return answer(order.mode() == Mode.DRY_RUN ? known : takeUp(known));
    }

    private Deposit fresh(Order order, Wallet wallet, Idempotency idempotency) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Money fee = fees.of(order.caller().tenantId()).fee(FeeType.DEPOSIT, order.amount());
        DepositState.Refused refused = refusal(wallet, order.amount(), now);
        if (refused == null) {
            refused = beyondLimits(order, wallet, fee, now);
        }
        return new Deposit(
                ids.next(),
                order.caller().tenantId(),
                order.caller().userId(),
                wallet.id(),
                order.amount(),
                fee,
                order.paymentMethod(),
                null,
                idempotency.key(),
                idempotency.request().toString(),
                provider.name(),
                now,
                refused == null ? new DepositState.Pending(0, now.plus(settings.lease())) : refused);
    }

    /** What the ledger would refuse in any case is refused before the payer's money is touched. */
    private static DepositState.@Nullable Refused refusal(Wallet wallet, Money amount, Instant now) {
        if (!wallet.currency().equals(amount.currency())) {
            return new DepositState.Refused(
                    LedgerRefusal.CURRENCY_MISMATCH,
                    "The wallet is in " + wallet.currency() + ", not in " + amount.currency() + ".",
                    now);
        }
        LedgerRefusal code = switch (wallet.status()) {
            case FROZEN -> LedgerRefusal.WALLET_FROZEN;
            case CLOSED -> LedgerRefusal.WALLET_CLOSED;
            case OPEN -> {
                // Below zero where credit is drawn, and then there is room for anything.
                long present = wallet.available(Pocket.REAL)
                        .plus(wallet.held(Pocket.REAL))
                        .minor();
                yield present > 0 && amount.minor() > Long.MAX_VALUE - present ? LedgerRefusal.BALANCE_OVERFLOW : null;
            }
        };
        return code == null ? null : new DepositState.Refused(code, code.meaning(), now);
    }

    /** Asked here so that nobody is charged for what would be given back; the ledger asks again when it books. */
    private DepositState.@Nullable Refused beyondLimits(Order order, Wallet wallet, Money fee, Instant now) {
        Counted counted =
                limits.counted(order.caller().tenantId(), order.caller().userId(), CountedAs.DEPOSIT, order.amount());
        Money balance = wallet.available(Pocket.REAL)
                .plus(wallet.held(Pocket.REAL))
                .plus(order.amount())
                .minus(fee);
        Verdict.Refused refused = limits.refusal(order.caller().tenantId(), counted, balance);
        return refused == null
                ? null
                : new DepositState.Refused(
                        LedgerRefusal.of(refused.reason()), refused.message(), refused.retryAfterSeconds(), now);
    }

    private Deposit takeUp(Deposit known) {
        if (!(known.state() instanceof DepositState.Pending pending)) {
            return known;
        }
        Instant now = clock.instant();
        Window window = settings.window(now);
        if (!pending.isLeased(window)) {
            Deposit leased = deposits.lease(known.tenantId(), known.id(), window, now.plus(settings.lease()));
            if (leased != null) {
                return advanceDeposit.advance(leased);
            }
        }
        return await(known);
    }

    /** Another request has inserted it a moment ago; reads see it once it is durable. */
    private Deposit awaitFirst(String tenantId, String key) {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        Deposit first = deposits.findByKey(tenantId, key);
        while (first == null && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            first = deposits.findByKey(tenantId, key);
        }
        if (first == null) {
            throw new CodedException(
                    CommonError.UNAVAILABLE,
                    "The first request with this idempotency key is not durable yet. Repeat it with the same key.");
        }
        return first;
    }

    /** Waits until whoever has the lease is done, for as long as {@link DepositSettings#patience}. */
    private Deposit await(Deposit known) {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        Deposit current = known;
        do {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            current = Objects.requireNonNull(deposits.find(known.tenantId(), known.id()));
        } while (current.state() instanceof DepositState.Pending pending
                && pending.isLeased(settings.window(clock.instant()))
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted());
        return current;
    }

    private static Result answer(Deposit deposit) {
        return deposit.state() instanceof DepositState.Refused refused
                ? new Result.Refused(refused.code(), refused.message(), refused.retryAfterSeconds())
                : new Result.Made(deposit);
    }
}
