package dev.coffer.payment.withdrawal;

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
import dev.coffer.payment.provider.Charge;
import dev.coffer.payment.provider.ChargeResult;
import dev.coffer.payment.provider.PaymentProvider;
import dev.coffer.payment.provider.Payout;
import dev.coffer.payment.provider.PayoutResult;
import dev.coffer.payment.provider.ProviderWebhook;
import dev.coffer.payment.provider.Refund;
import dev.coffer.payment.provider.RefundResult;
import dev.coffer.payment.provider.WebhookReading;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** payment-service whose every step of a withdrawal towards the store, the ledger and the provider fails where {@link #FAULTS} says so. */
@Import(PaymentApplication.class)
class FaultyWithdrawals {

    static final Faults FAULTS = new Faults();

    @Bean
    static BeanPostProcessor withdrawalFaults() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return switch (bean) {
                    case MongoWithdrawals withdrawals -> new FaultyStore(withdrawals, withdrawals);
                    case PaymentProvider provider -> new FaultyProvider(provider);
                    case Bookings bookings when name.equals("bookings") -> new FaultyBookings(bookings);
                    default -> bean;
                };
            }
        };
    }

    private record FaultyStore(Withdrawals origin, DeclaresIndexes declared) implements Withdrawals, DeclaresIndexes {

        @Override
        public List<IndexDeclaration> indexes() {
            return declared.indexes();
        }

        @Override
        public @Nullable Withdrawal find(String tenantId, String id) {
            return origin.find(tenantId, id);
        }

        @Override
        public @Nullable Withdrawal findByKey(String tenantId, String key) {
            return origin.findByKey(tenantId, key);
        }

        @Override
        public boolean insert(Withdrawal withdrawal, Duration lease) {
            FAULTS.revive(withdrawal.tenantId());
            return FAULTS.pass(withdrawal.tenantId(), Step.INSERT, () -> origin.insert(withdrawal, lease));
        }

        @Override
        public @Nullable Withdrawal takeUp(String tenantId, String id, Duration lease) {
            FAULTS.revive(tenantId);
            return FAULTS.<@Nullable Withdrawal>pass(tenantId, Step.TAKE_UP, () -> origin.takeUp(tenantId, id, lease));
        }

        @Override
        public @Nullable Withdrawal change(Withdrawal from, Change change) {
            return FAULTS.<@Nullable Withdrawal>pass(
                    from.tenantId(), Step.of(from.state(), change.to()), () -> origin.change(from, change));
        }

        @Override
        public List<Due> due(int limit) {
            return origin.due(limit);
        }

        @Override
        public List<Withdrawal> ofOwner(
                String tenantId, String userId, Collection<WithdrawalStatus> statuses, int limit) {
            FAULTS.revive(tenantId);
            return origin.ofOwner(tenantId, userId, statuses, limit);
        }

        @Override
        public Connection<Withdrawal> ofWallet(String tenantId, String walletId, PageRequest request) {
            return origin.ofWallet(tenantId, walletId, request);
        }

        @Override
        public Connection<Withdrawal> ofTenant(
                String tenantId, @Nullable WithdrawalStatus status, PageRequest request) {
            return origin.ofTenant(tenantId, status, request);
        }

        @Override
        public Map<WithdrawalStatus, Integer> waiting() {
            return origin.waiting();
        }
    }

    private record FaultyProvider(PaymentProvider origin) implements PaymentProvider {

        @Override
        public String name() {
            return origin.name();
        }

        @Override
        public ChargeResult charge(Charge charge) {
            return origin.charge(charge);
        }

        @Override
        public RefundResult refund(Refund refund) {
            return origin.refund(refund);
        }

        @Override
        public PayoutResult payout(Payout payout) {
            return FAULTS.pass(payout.tenantId(), Step.PAYOUT, () -> origin.payout(payout));
        }

        @Override
        public WebhookReading read(ProviderWebhook webhook) {
            return origin.read(webhook);
        }
    }

    private record FaultyBookings(Bookings ledger) implements ForwardingBookings {

        @Override
        public PostResult post(Keyed command) {
            Step step = switch (command) {
                case HoldFunds hold -> Step.HOLD;
                case CaptureHold capture -> Step.CAPTURE;
                case ReleaseHold release -> Step.RELEASE;
                default -> null;
            };
            return step == null
                    ? ledger.post(command)
                    : FAULTS.pass(command.tenantId(), step, () -> ledger.post(command));
        }
    }
}
