package dev.coffer.payment.intent;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.faults.Faults;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.CaptureHold;
import dev.coffer.payment.ledger.ForwardingBookings;
import dev.coffer.payment.ledger.HoldFunds;
import dev.coffer.payment.ledger.Keyed;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.ReleaseHold;
import dev.coffer.payment.ledger.TransferType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** payment-service whose every step of a payment intent towards the store and the ledger fails where {@link #FAULTS} says so. */
@Import(PaymentApplication.class)
class FaultyIntents {

    static final Faults FAULTS = new Faults();

    /** What happens once while somebody is at a step, by tenant: that other one's work, whole, between two of this one's writes. */
    private static final Map<String, Meanwhile> MEANWHILE = new ConcurrentHashMap<>();

    /** Every write on the way of an intent. */
    enum Step {
        INSERT,
        /** By whoever goes on with one that is due. */
        TAKE_UP,
        HOLD,
        CAPTURE,
        RELEASE,
        REFUND,
        /** What somebody decided, or the time. */
        NOTE_DECISION,
        /** What the ledger booked. */
        NOTE_BOOKED
    }

    /** @param isAfter whether it happens when the step is done, else before */
    record Meanwhile(Step step, boolean isAfter, Runnable work) {}

    static void meanwhile(String tenantId, Meanwhile meanwhile) {
        MEANWHILE.put(tenantId, meanwhile);
    }

    /** Whether it has not happened yet. */
    static boolean isToCome(String tenantId) {
        return MEANWHILE.containsKey(tenantId);
    }

    private static <T extends @Nullable Object> T pass(String tenantId, Step step, Supplier<T> action) {
        work(tenantId, step, false);
        T result = FAULTS.<T>pass(tenantId, step, action);
        work(tenantId, step, true);
        return result;
    }

    private static void work(String tenantId, Step step, boolean isAfter) {
        Meanwhile next = MEANWHILE.get(tenantId);
        if (next != null && next.step() == step && next.isAfter() == isAfter && MEANWHILE.remove(tenantId, next)) {
            next.work().run();
        }
    }

    /** A replica's clock may go wrong by {@code test.clock-error}. */
    @Bean
    Clock clock(@Value("${test.clock-error:PT0S}") Duration error) {
        return Clock.offset(Clock.systemUTC(), error);
    }

    @Bean
    static BeanPostProcessor intentFaults() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return switch (bean) {
                    case MongoPaymentIntents intents -> new FaultyStore(intents, intents);
                    case Bookings bookings when name.equals("bookings") -> new FaultyBookings(bookings);
                    default -> bean;
                };
            }
        };
    }

    private record FaultyStore(PaymentIntents origin, DeclaresIndexes declared)
            implements PaymentIntents, DeclaresIndexes {

        @Override
        public List<IndexDeclaration> indexes() {
            return declared.indexes();
        }

        @Override
        public @Nullable PaymentIntent find(String tenantId, String id) {
            return origin.find(tenantId, id);
        }

        @Override
        public @Nullable PaymentIntent findByKey(String tenantId, String key) {
            return origin.findByKey(tenantId, key);
        }

        @Override
        public @Nullable PaymentIntent findByOrder(String tenantId, String userId, String orderReference) {
            return origin.findByOrder(tenantId, userId, orderReference);
        }

        @Override
        public boolean insert(PaymentIntent intent, Duration lease) {
            return pass(intent.tenantId(), Step.INSERT, () -> origin.insert(intent, lease));
        }

        @Override
        public @Nullable PaymentIntent takeUp(String tenantId, String id, Duration lease) {
            FAULTS.revive(tenantId);
            return FaultyIntents.<@Nullable PaymentIntent>pass(
                    tenantId, Step.TAKE_UP, () -> origin.takeUp(tenantId, id, lease));
        }

        @Override
        public @Nullable PaymentIntent change(PaymentIntent from, Change change) {
            boolean isDecision =
                    from.state() instanceof IntentState.Held || change.to() instanceof IntentState.Refunding;
            return FaultyIntents.<@Nullable PaymentIntent>pass(
                    from.tenantId(),
                    isDecision ? Step.NOTE_DECISION : Step.NOTE_BOOKED,
                    () -> origin.change(from, change));
        }

        @Override
        public List<Due> due(int limit) {
            return origin.due(limit);
        }

        @Override
        public Connection<PaymentIntent> list(String tenantId, Filter filter, PageRequest request) {
            return origin.list(tenantId, filter, request);
        }
    }

    private record FaultyBookings(Bookings ledger) implements ForwardingBookings {

        @Override
        public PostResult post(Keyed command) {
            Step step = switch (command) {
                case HoldFunds hold -> Step.HOLD;
                case CaptureHold capture -> Step.CAPTURE;
                case ReleaseHold release -> Step.RELEASE;
                default -> command.type() == TransferType.REFUND ? Step.REFUND : null;
            };
            return step == null
                    ? ledger.post(command)
                    : FaultyIntents.pass(command.tenantId(), step, () -> ledger.post(command));
        }
    }
}
