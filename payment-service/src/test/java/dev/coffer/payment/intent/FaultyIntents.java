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
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** payment-service whose every step of a payment intent towards the store and the ledger fails where {@link #FAULTS} says so. */
@Import(PaymentApplication.class)
class FaultyIntents {

    static final Faults FAULTS = new Faults();
    static final String SWEEP_EVERY = "coffer.payment.intents.sweep-every";
    /** How often those look for what is due who do not in a test. */
    static final String RARELY = "1h";

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

    static void meanwhile(String tenantId, Meanwhile meanwhile) {
        MEANWHILE.put(tenantId, meanwhile);
    }

    /** Whether it has not happened yet. */
    static boolean isToCome(String tenantId) {
        return !Objects.requireNonNull(MEANWHILE.get(tenantId)).hasBegun();
    }

    /** @param isSweeper whether the step is of a replica that looks for what is due: these wait for work that wants to be alone */
    private static <T extends @Nullable Object> T pass(
            boolean isSweeper, String tenantId, Step step, Supplier<T> action) {
        Meanwhile planned = MEANWHILE.get(tenantId);
        if (planned != null) {
            planned.reached(step, false);
            if (isSweeper) {
                planned.awaitTurn();
            }
        }
        T result = FAULTS.<T>pass(tenantId, step, action);
        if (planned != null) {
            planned.reached(step, true);
        }
        return result;
    }

    /** A replica's clock may go wrong by {@code test.clock-error}. */
    @Bean
    Clock clock(@Value("${test.clock-error:PT0S}") Duration error) {
        return Clock.offset(Clock.systemUTC(), error);
    }

    @Bean
    static BeanPostProcessor intentFaults(Environment environment) {
        boolean isSweeper = !environment.getProperty(SWEEP_EVERY, RARELY).equals(RARELY);
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return switch (bean) {
                    case MongoPaymentIntents intents -> new FaultyStore(intents, intents, isSweeper);
                    case Bookings bookings when name.equals("bookings") -> new FaultyBookings(bookings, isSweeper);
                    default -> bean;
                };
            }
        };
    }

    private record FaultyStore(PaymentIntents origin, DeclaresIndexes declared, boolean isSweeper)
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
            return pass(isSweeper, intent.tenantId(), Step.INSERT, () -> origin.insert(intent, lease));
        }

        @Override
        public @Nullable PaymentIntent takeUp(String tenantId, String id, Duration lease) {
            FAULTS.revive(tenantId);
            return FaultyIntents.<@Nullable PaymentIntent>pass(
                    isSweeper, tenantId, Step.TAKE_UP, () -> origin.takeUp(tenantId, id, lease));
        }

        @Override
        public @Nullable PaymentIntent change(PaymentIntent from, Change change) {
            boolean isDecision =
                    from.state() instanceof IntentState.Held || change.to() instanceof IntentState.Refunding;
            return FaultyIntents.<@Nullable PaymentIntent>pass(
                    isSweeper,
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

    private record FaultyBookings(Bookings ledger, boolean isSweeper) implements ForwardingBookings {

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
                    : FaultyIntents.pass(isSweeper, command.tenantId(), step, () -> ledger.post(command));
        }
    }
}
