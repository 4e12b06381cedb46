package dev.coffer.payment.hold;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.money.Money;
import dev.coffer.payment.fee.FeeType;
import dev.coffer.payment.fee.Fees;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.Hold;
import dev.coffer.payment.ledger.HoldFunds;
import dev.coffer.payment.ledger.Holds;
import dev.coffer.payment.ledger.Idempotency;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.Pocket;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.ledger.TransferType;
import dev.coffer.payment.ledger.Transfers;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletRef;
import dev.coffer.payment.limit.Limits;
import dev.coffer.payment.transfer.FindParties;
import dev.coffer.payment.transfer.Mode;
import dev.coffer.payment.transfer.Party;
import dev.coffer.payment.transfer.Payment;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sets money of the caller's aside for a payee, and beside it the fee that the payment will cost. */
final class PlaceHold {

    private final FindParties parties;
    private final Fees fees;
    private final Limits limits;
    private final Bookings bookings;
    private final Transfers transfers;
    private final Holds holds;
    private final HoldSettings settings;
    private final Clock clock;

    PlaceHold(
            FindParties parties,
            Fees fees,
            Limits limits,
            Bookings bookings,
            Transfers transfers,
            Holds holds,
            HoldSettings settings,
            Clock clock) {
        this.parties = parties;
        this.fees = fees;
        this.limits = limits;
        this.bookings = bookings;
        this.transfers = transfers;
        this.holds = holds;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param payment of the hold, once it is captured
     * @param lasts how long, or null for the default
     * @param mode whether it is only looked at
     */
    record Order(Payment payment, @Nullable Duration lasts, Mode mode) {}

    /**
     * What the ledger answers, a refusal too, stands for all repeats. What speaks against the payee does not: it is asked before
     * the first request with this key is decided.
     *
     * @throws CodedException NOT_FOUND when a wallet is not there, or is not the caller's; UNAVAILABLE
     */
    HoldResult place(Order order) {
        Payment payment = order.payment();
        Party payer = parties.payer(payment);
        Wallet payee = parties.payeeWallet(payment);
        Idempotency idempotency = idempotency(order);
        String tenantId = payment.sender().tenantId();
        if (transfers.findByKey(tenantId, idempotency.key()) == null) {
            HoldResult.Refused refused = check(payment, payer, payee);
            if (refused != null) {
                return refused;
            }
        }
        HoldFunds command = command(order, idempotency, payer, payee);
        if (order.mode() == Mode.DRY_RUN) {
            return HoldResult.of(bookings.foresee(command), made -> standing(tenantId, made));
        }
        return switch (bookings.post(command)) {
            case PostResult.Posted(Transfer made) -> new HoldResult.Standing(standing(tenantId, made));
            case PostResult.Refused refused -> HoldResult.Refused.of(refused);
        };
    }

    private Hold standing(String tenantId, Transfer made) {
        return Objects.requireNonNull(holds.find(tenantId, made.id()));
    }

    /** The ledger looks at the payee only when money goes there; what can never go there need not be set aside. */
    private static HoldResult.@Nullable Refused check(Payment payment, Party payer, Wallet payee) {
        if (payer.walletId().equals(payee.id())) {
            return new HoldResult.Refused(
                    LedgerRefusal.SAME_WALLET, "Wallet " + payer.walletId() + " cannot set money aside for itself.");
        }
        if (!payee.currency().equals(payment.amount().currency())) {
            return new HoldResult.Refused(
                    LedgerRefusal.CURRENCY_MISMATCH,
                    "Wallet " + payee.id() + " is in " + payee.currency() + ", not in "
                            + payment.amount().currency() + ".");
        }
        return switch (payee.status()) {
            case OPEN -> null;
            case FROZEN -> new HoldResult.Refused(LedgerRefusal.WALLET_FROZEN, "Wallet " + payee.id() + " is frozen.");
            case CLOSED -> new HoldResult.Refused(LedgerRefusal.WALLET_CLOSED, "Wallet " + payee.id() + " is closed.");
        };
    }

    private HoldFunds command(Order order, Idempotency idempotency, Party payer, Wallet payee) {
        Payment payment = order.payment();
        Money amount = payment.amount();
        String tenantId = payment.sender().tenantId();
        return new HoldFunds(
                tenantId,
                idempotency,
                payer.walletId(),
                WalletRef.id(payee.id()),
                Pocket.REAL,
                TransferType.PAYMENT,
                amount,
                fees.of(tenantId).fee(FeeType.PAYMENT, amount),
                clock.instant()
                        .plus(Objects.requireNonNullElse(order.lasts(), settings.defaultTime()))
                        .truncatedTo(ChronoUnit.MILLIS),
                payment.reason(),
                limits.paid(tenantId, payer.owner(), payee.owner(), amount));
    }

    /** Of the seconds as they came: a default that changes between two tries must not turn a repeat into another request. */
    private static Idempotency idempotency(Order order) {
        Duration lasts = order.lasts();
        return order.payment().idempotency("holdFunds", lasts == null ? "" : Long.toString(lasts.toSeconds()));
    }
}
