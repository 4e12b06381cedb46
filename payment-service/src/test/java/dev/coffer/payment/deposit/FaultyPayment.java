package dev.coffer.payment.deposit;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.faults.Faults;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.ForwardingBookings;
import dev.coffer.payment.ledger.Keyed;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.TransferType;
import dev.coffer.payment.provider.Charge;
import dev.coffer.payment.provider.ChargeResult;
import dev.coffer.payment.provider.PaymentProvider;
import dev.coffer.payment.provider.Payout;
import dev.coffer.payment.provider.PayoutResult;
import dev.coffer.payment.provider.ProviderWebhook;
import dev.coffer.payment.provider.Refund;
import dev.coffer.payment.provider.RefundResult;
import dev.coffer.payment.provider.WebhookReading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** payment-service whose every step towards the store, the ledger and the provider fails where {@link #FAULTS} says so. */
@Import(PaymentApplication.class)
class FaultyPayment {

    static final Faults FAULTS = new Faults();
    static final ShiftedClock CLOCK = new ShiftedClock();

    @Bean
    Clock clock() {
        return CLOCK;
    }

    @Bean
    static BeanPostProcessor faults() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return switch (bean) {
                    case MongoDeposits deposits -> new FaultyDeposits(deposits, deposits);
                    case PaymentProvider provider -> new FaultyProvider(provider);
                    case Bookings bookings when name.equals("bookings") -> new FaultyBookings(bookings);
                    default -> bean;
                };
            }
        };
    }

    /** The system's time and a shift that a test sets: a clock that jumps. */
    static final class ShiftedClock extends Clock {

        private volatile Duration shift = Duration.ZERO;

        void shift(Duration by) {
            shift = by;
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(shift);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("Times are UTC, not " + zone);
        }
    }

    private record FaultyDeposits(Deposits origin, DeclaresIndexes declared) implements Deposits, DeclaresIndexes {

        @Override
        public List<IndexDeclaration> indexes() {
            return declared.indexes();
        }

        @Override
        public @Nullable Deposit find(String tenantId, String id) {
            return origin.find(tenantId, id);
        }

        @Override
        public @Nullable Deposit findByKey(String tenantId, String key) {
            return origin.findByKey(tenantId, key);
        }

        @Override
        public boolean insert(Deposit deposit) {
            FAULTS.know(deposit.id(), deposit.tenantId());
            FAULTS.revive(deposit.tenantId());
            return FAULTS.pass(deposit.tenantId(), Step.INSERT, () -> origin.insert(deposit));
        }

        @Override
        public @Nullable Deposit lease(String tenantId, String id, Window window, Instant until) {
            FAULTS.revive(tenantId);
            return FAULTS.<@Nullable Deposit>pass(
                    tenantId, Step.LEASE, () -> origin.lease(tenantId, id, window, until));
        }

        @Override
        public Deposit settle(Deposit deposit, DepositState.Settled end) {
            return FAULTS.pass(deposit.tenantId(), Step.SETTLE, () -> origin.settle(deposit, end));
        }

        @Override
        public Deposit postpone(Deposit deposit, DepositState.Pending to, Instant nextAt) {
            return FAULTS.pass(deposit.tenantId(), Step.POSTPONE, () -> origin.postpone(deposit, to, nextAt));
        }

        @Override
        public boolean hasten(String tenantId, String id, Window window) {
            return origin.hasten(tenantId, id, window);
        }

        @Override
        public List<Due> due(Window window, int limit) {
            return origin.due(window, limit);
        }

        @Override
        public Connection<Deposit> list(String tenantId, Filter filter, PageRequest request) {
            return origin.list(tenantId, filter, request);
        }

        @Override
        public int stuck() {
            return origin.stuck();
        }
    }

    private record FaultyProvider(PaymentProvider origin) implements PaymentProvider {

        @Override
        public String name() {
            return origin.name();
        }

        @Override
        public ChargeResult charge(Charge charge) {
            return FAULTS.pass(charge.tenantId(), Step.CHARGE, () -> origin.charge(charge));
        }

        @Override
        public RefundResult refund(Refund refund) {
            return FAULTS.pass(FAULTS.tenantOf(refund.key()), Step.REFUND, () -> origin.refund(refund));
        }

        @Override
        public PayoutResult payout(Payout payout) {
            return origin.payout(payout);
        }

        @Override
        public WebhookReading read(ProviderWebhook webhook) {
            return origin.read(webhook);
        }
    }

    private record FaultyBookings(Bookings ledger) implements ForwardingBookings {

        @Override
        public PostResult post(Keyed command) {
            return command.type() == TransferType.DEPOSIT
                    ? FAULTS.pass(command.tenantId(), Step.POST, () -> ledger.post(command))
                    : ledger.post(command);
        }
    }
}
