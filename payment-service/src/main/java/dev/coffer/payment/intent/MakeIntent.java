package dev.coffer.payment.intent;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.Idempotency;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.Selection;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.wallet.FindWallets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Has the caller pay for an order: sets the money aside, and where they want so pays at once. */
final class MakeIntent {

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final FindWallets wallets;
    private final PaymentIntents intents;
    private final AdvanceIntent advanceIntent;
    private final IntentSettings settings;
    private final Ids ids;
    private final Clock clock;

    MakeIntent(
            FindWallets wallets,
            PaymentIntents intents,
            AdvanceIntent advanceIntent,
            IntentSettings settings,
            Ids ids,
            Clock clock) {
        this.wallets = wallets;
        this.intents = intents;
        this.advanceIntent = advanceIntent;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is asked for. @param amount more than zero @param lasts null for the default @param key the client's */
    record Order(
            Caller caller,
            String walletId,
            String orderReference,
            Money amount,
            Billing billing,
            List<Selection> selections,
            boolean capturesAtOnce,
            @Nullable Duration lasts,
            String key) {

        private Idempotency idempotency() {
            List<String> fields = new ArrayList<>(List.of(
                    "createPaymentIntent",
                    walletId,
                    orderReference,
                    Long.toString(amount.minor()),
                    amount.currency().code(),
                    Boolean.toString(capturesAtOnce),
                    lasts == null ? "" : Long.toString(lasts.toSeconds()),
                    billing.description()));
            for (Billing.Line line : billing.lines()) {
                fields.add(line.description());
                fields.add(Integer.toString(line.quantity()));
                fields.add(Long.toString(line.amount().minor()));
            }
            selections.forEach(selection -> fields.add(selection.text()));
            return Idempotency.of("user:" + caller.userId(), key, fields.toArray(String[]::new));
        }
    }

    /** What became of it. */
    sealed interface Result {

        /** As it stands now. */
        record Made(PaymentIntent intent) implements Result {}

        /** An expected no; nothing was set aside. */
        record Refused(
                RefusalCode code, String message, @Nullable Integer retryAfterSeconds) implements Result {

            Refused(RefusalCode code) {
                this(code, code.meaning(), null);
            }
        }
    }

    /**
     * The same key is the same intent, and so is the same order with the same content under another key. A repeat waits for the first
     * and answers it as it stands; one that nobody works on is taken up.
     *
     * @throws CodedException NOT_FOUND when the wallet is not the caller's; UNAVAILABLE
     */
    Result make(Order order) {
        Wallet wallet = wallets.own(order.caller(), order.walletId(), "input.walletId");
        Idempotency idempotency = order.idempotency();
        PaymentIntent known = known(order, idempotency);
        if (known == null) {
            PaymentIntent fresh = fresh(order, wallet, idempotency);
            if (intents.insert(fresh, settings.lease())) {
                return new Result.Made(advanceIntent.advance(fresh));
            }
            known = awaitFirst(order, idempotency);
        }
        if (!known.request().equals(idempotency.request().toString())) {
            return new Result.Refused(
                    known.key().equals(idempotency.key())
                            ? LedgerRefusal.IDEMPOTENCY_KEY_REUSED
                            : IntentRefusal.ORDER_REFERENCE_USED);
        }
        return new Result.Made(takeUp(known));
    }

    private @Nullable PaymentIntent known(Order order, Idempotency idempotency) {
        Caller caller = order.caller();
        PaymentIntent byKey = intents.findByKey(caller.tenantId(), idempotency.key());
        return byKey != null ? byKey : intents.findByOrder(caller.tenantId(), caller.userId(), order.orderReference());
    }

    private PaymentIntent fresh(Order order, Wallet wallet, Idempotency idempotency) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new PaymentIntent(
                ids.next(),
                order.caller().tenantId(),
                order.caller().userId(),
                wallet.id(),
                order.orderReference(),
                order.amount(),
                order.billing(),
                order.selections(),
                order.capturesAtOnce(),
                idempotency.key(),
                idempotency.request().toString(),
                now,
                now.plus(Objects.requireNonNullElse(order.lasts(), settings.defaultTime())),
                new IntentState.Requested(),
                1,
                true,
                1);
    }

    private PaymentIntent takeUp(PaymentIntent known) {
        if (!(known.state() instanceof IntentState.Underway)) {
            return known;
        }
        PaymentIntent taken = intents.takeUp(known.tenantId(), known.id(), settings.lease());
        return taken == null ? await(known) : advanceIntent.advance(taken);
    }

    /** Another request has inserted it a moment ago; reads see it once it is durable. */
    private PaymentIntent awaitFirst(Order order, Idempotency idempotency) {
        PaymentIntent first = await(() -> known(order, idempotency), found -> found != null);
        if (first == null) {
            throw new CodedException(
                    CommonError.UNAVAILABLE,
                    "The first request with this idempotency key is not durable yet. Repeat it with the same key.");
        }
        return first;
    }

    /** Waits until whoever has it comes to a rest, or leaves it for later. */
    PaymentIntent await(PaymentIntent known) {
        PaymentIntent found = await(
                () -> intents.find(known.tenantId(), known.id()),
                current -> current == null || !(current.state() instanceof IntentState.Underway) || !current.isHeld());
        return found == null ? known : found;
    }

    private @Nullable PaymentIntent await(
            Supplier<@Nullable PaymentIntent> look, Predicate<@Nullable PaymentIntent> isEnough) {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        PaymentIntent current = look.get();
        while (!isEnough.test(current)
                && System.nanoTime() - deadline < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            current = look.get();
        }
        return current;
    }
}
