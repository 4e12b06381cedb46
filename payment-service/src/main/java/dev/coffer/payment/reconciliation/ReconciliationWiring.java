package dev.coffer.payment.reconciliation;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.ids.Ids;
import dev.coffer.payment.ledger.LedgerVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReconciliationWiring.ReconciliationProperties.class)
class ReconciliationWiring {

    /** See {@link ReconciliationSettings}. */
    @ConfigurationProperties("coffer.payment.reconciliation")
    record ReconciliationProperties(
            @DefaultValue("24h") Duration every,
            @DefaultValue("1m") Duration lookEvery) {

        ReconciliationSettings settings() {
            return new ReconciliationSettings(every, lookEvery);
        }
    }

    @Bean
    MongoReconciliations reconciliations(MongoDatabase database) {
        return new MongoReconciliations(database);
    }

    @Bean(initMethod = "start")
    Reconcile reconcile(
            LedgerVerifier verifier,
            MongoReconciliations reconciliations,
            ReconciliationProperties properties,
            Clock clock,
            Ids ids,
            MeterRegistry meters) {
        return new Reconcile(verifier, reconciliations, properties.settings(), clock, ids, meters);
    }
}
