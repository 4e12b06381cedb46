package dev.coffer.payment.withdrawal;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Money;
import dev.coffer.payment.fee.FeeType;
import dev.coffer.payment.fee.Fees;
import dev.coffer.payment.ledger.Idempotency;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.provider.Destination;
import dev.coffer.payment.provider.PaymentProvider;
import dev.coffer.payment.transfer.Mode;
import dev.coffer.payment.wallet.FindWallets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends money out of a wallet of the caller's. */
final class MakeWithdrawal {

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final FindWallets wallets;
    private final Fees fees;
    private final Function<String, ApprovalSettings> approvals;
    private final PaymentProvider provider;
    private final Withdrawals withdrawals;
    private final AdvanceWithdrawal advanceWithdrawal;
    private final WithdrawalSettings settings;
    private final Ids ids;
    private final Clock clock;

    /** @param approvals of a tenant, as they are now */
    MakeWithdrawal(
            FindWallets wallets,
            Fees fees,
            Function<String, ApprovalSettings> approvals,
            PaymentProvider provider,
            Withdrawals withdrawals,
            AdvanceWithdrawal advanceWithdrawal,
            WithdrawalSettings settings,
            Ids ids,
            Clock clock) {
        this.wallets = wallets;
        this.fees = fees;
        this.approvals = approvals;
        this.provider = provider;
        this.withdrawals = withdrawals;
        this.advanceWithdrawal = advanceWithdrawal;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is asked for. @param amount more than zero @param key the client's @param mode whether it is only looked at */
    record Order(Caller caller, String walletId, Money amount, Destination destination, String key, Mode mode) {}

    /** What became of it. */
    sealed interface Result {

        /** As it stands now. */
        record Made(Withdrawal withdrawal) implements Result {}

        /** An expected no; nothing was set aside. */
        record Refused(
                LedgerRefusal code,
                String message,
                @Nullable Integer retryAfterSeconds) implements Result {}
    }

    /**
     * A repeat waits for the first and answers the same withdrawal as it stands; one that nobody works on is taken up.
     *
     * @throws CodedException NOT_FOUND when the wallet is not the caller's; UNAVAILABLE
     */
    Result withdraw(Order order) {
        Wallet wallet = wallets.own(order.caller(), order.walletId(), "input.walletId");
        Idempotency idempotency = Idempotency.of(
                "user:" + order.caller().userId(),
                order.key(),
                "withdraw",
                order.walletId(),
                Long.toString(order.amount().minor()),
                order.amount().currency().code(),
                order.destination().reference());
        String tenantId = order.caller().tenantId();
        Withdrawal known = withdrawals.findByKey(tenantId, idempotency.key());
        if (known == null && order.mode() == Mode.DRY_RUN) {
            return answer(advanceWithdrawal.foresee(fresh(order, wallet, idempotency)));
        }
        if (known == null) {
            Withdrawal fresh = fresh(order, wallet, idempotency);
            if (withdrawals.insert(fresh, settings.lease())) {
                return answer(advanceWithdrawal.advance(fresh));
            }
            known = awaitFirst(tenantId, idempotency.key());
        }
        if (!known.request().equals(idempotency.request().toString())) {
            LedgerRefusal reused = LedgerRefusal.IDEMPOTENCY_KEY_REUSED;
            return new Result.Refused(reused, reused.meaning(), null);
        }
        return answer(order.mode() == Mode.DRY_RUN ? known : takeUp(known));
    }

    private Withdrawal fresh(Order order, Wallet wallet, Idempotency idempotency) {
        String tenantId = order.caller().tenantId();
        return new Withdrawal(
                ids.next(),
                tenantId,
                order.caller().userId(),
                wallet.id(),
                order.amount(),
                fees.of(tenantId).fee(FeeType.WITHDRAWAL, order.amount()),
                order.destination(),
                idempotency.key(),
                idempotency.request().toString(),
                provider.name(),
                approvals.apply(tenantId).needsApproval(order.amount()),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                new WithdrawalState.Requested(),
                1,
                true,
                1);
    }

    private Withdrawal takeUp(Withdrawal known) {
        if (!(known.state() instanceof WithdrawalState.Underway)) {
            return known;
        }
        Withdrawal taken = withdrawals.takeUp(known.tenantId(), known.id(), settings.lease());
        return taken == null ? await(known) : advanceWithdrawal.advance(taken);
    }

    /** Another request has inserted it a moment ago; reads see it once it is durable. */
    private Withdrawal awaitFirst(String tenantId, String key) {
        Withdrawal first = await(() -> withdrawals.findByKey(tenantId, key), found -> found != null);
        if (first == null) {
            throw new CodedException(
                    CommonError.UNAVAILABLE,
                    "The first request with this idempotency key is not durable yet. Repeat it with the same key.");
        }
        return first;
    }

    /** Waits until whoever has it comes to a rest, or leaves it for later. */
    private Withdrawal await(Withdrawal known) {
        Withdrawal found = await(
                () -> withdrawals.find(known.tenantId(), known.id()),
                current ->
                        current == null || !(current.state() instanceof WithdrawalState.Underway) || !current.isHeld());
        return found == null ? known : found;
    }

    private @Nullable Withdrawal await(Supplier<@Nullable Withdrawal> look, Predicate<@Nullable Withdrawal> isEnough) {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        Withdrawal current = look.get();
        while (!isEnough.test(current)
                && System.nanoTime() - deadline < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            current = look.get();
        }
        return current;
    }

    private static Result answer(Withdrawal withdrawal) {
        return withdrawal.state() instanceof WithdrawalState.Refused refused
                ? new Result.Refused(refused.code(), refused.message(), refused.retryAfterSeconds())
                : new Result.Made(withdrawal);
    }
}
