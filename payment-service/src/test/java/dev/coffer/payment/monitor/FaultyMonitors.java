package dev.coffer.payment.monitor;

import dev.coffer.core.ops.ServiceLauncher;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.faults.Faults;
import dev.coffer.payment.ledger.Wallet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * payment-service whose looking for crossings fails where {@link #FAULTS} says so, or dies as {@code kill -9} has it die, where the
 * system property {@link #DIES_AT} names a step.
 */
@Import(PaymentApplication.class)
class FaultyMonitors {

    static final String DIES_AT = "test.dies-at";

    static final Faults FAULTS = new Faults();

    /** Wallets whose events cannot be handled, until they are taken out. */
    static final Set<String> BROKEN = ConcurrentHashMap.newKeySet();

    private static final int KILLED = 137;
    private static final Map<String, String> TENANTS = new ConcurrentHashMap<>();

    /** What is done with a run of events: who watches, what is noted, and then all of it is committed. */
    enum Step {
        READ,
        NOTE,
        COMMIT
    }

    public static void main(String[] args) {
        ServiceLauncher.run(FaultyMonitors.class, PaymentApplication.SERVICE, args);
    }

    /** Faults of the wallet's events are those that are planned for the tenant. */
    static void know(String walletId, String tenantId) {
        TENANTS.put(walletId, tenantId);
    }

    @Bean
    static BeanPostProcessor monitorFaults() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof MongoMonitors monitors ? new FaultyStore(monitors, monitors) : bean;
            }
        };
    }

    private static void dieAt(Step step) {
        if (step.name().equals(System.getProperty(DIES_AT))) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    private record FaultyStore(Monitors origin, DeclaresIndexes declared) implements Monitors, DeclaresIndexes {

        @Override
        public List<IndexDeclaration> indexes() {
            return declared.indexes();
        }

        @Override
        public List<BalanceMonitor> of(Wallet wallet) {
            return origin.of(wallet);
        }

        @Override
        public @Nullable BalanceMonitor add(Wallet wallet, BalanceMonitor monitor) {
            return origin.add(wallet, monitor);
        }

        @Override
        public boolean remove(Wallet wallet, String monitorId, MonitorSource source) {
            return origin.remove(wallet, monitorId, source);
        }

        @Override
        public Map<String, List<BalanceMonitor>> of(UnitOfWork unit, Collection<String> walletIds) {
            for (String walletId : Set.copyOf(walletIds)) {
                if (BROKEN.contains(walletId)) {
                    throw new IllegalStateException("The events of wallet " + walletId + " cannot be handled.");
                }
                String tenantId = TENANTS.get(walletId);
                if (tenantId != null) {
                    // Whoever begins with an event again is a process that lives.
                    FAULTS.revive(tenantId);
                    FAULTS.pass(tenantId, Step.READ, () -> true);
                }
            }
            Map<String, List<BalanceMonitor>> watched = origin.of(unit, walletIds);
            if (!watched.isEmpty()) {
                dieAt(Step.READ);
            }
            return watched;
        }

        @Override
        public List<Crossing> note(UnitOfWork unit, List<Crossing> crossings) {
            if (crossings.isEmpty()) {
                return origin.note(unit, crossings);
            }
            // A run of events may be of several tenants, each with faults of its own.
            Supplier<List<Crossing>> noting = () -> origin.note(unit, crossings);
            for (String tenantId : tenantsOf(crossings)) {
                Supplier<List<Crossing>> inner = noting;
                noting = () -> FAULTS.pass(tenantId, Step.NOTE, inner);
            }
            List<Crossing> noted = noting.get();
            dieAt(Step.NOTE);
            unit.whenOver(() -> dieAt(Step.COMMIT));
            return noted;
        }

        private static Set<String> tenantsOf(List<Crossing> crossings) {
            return crossings.stream()
                    .map(crossing -> crossing.cause().tenantId())
                    .collect(Collectors.toSet());
        }
    }
}
