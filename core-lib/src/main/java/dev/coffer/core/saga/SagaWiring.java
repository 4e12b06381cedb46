package dev.coffer.core.saga;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;

/** Assembles the room for a service that sets {@code coffer.mongodb.uri} and {@code coffer.service}. */
@AutoConfiguration(afterName = "dev.coffer.core.store.StoreWiring")
@ConditionalOnProperty("coffer.mongodb.uri")
class SagaWiring {

    @Bean
    MongoSagas mongoSagas(MongoDatabase database) {
        return new MongoSagas(database);
    }

    @Bean
    SagaBell sagaBell() {
        return new SagaBell();
    }

    @Bean
    @ConditionalOnMissingBean
    SagaLimits sagaLimits(@Value("${coffer.sagas.grace:30s}") Duration grace) {
        return SagaLimits.DEFAULT.withGrace(grace);
    }

    @Bean
    Sagas sagas(MongoSagas store, Transactions transactions, SagaBell bell, Ids ids, Clock clock) {
        return new Sagas(store, transactions, bell, ids, clock);
    }

    /** Starts when everything else of the service is there; {@code coffer.sagas.run=false} leaves the work to other replicas. */
    @Bean
    @ConditionalOnProperty(name = "coffer.sagas.run", matchIfMissing = true)
    SmartLifecycle sagaLifecycle(
            ObjectProvider<Saga<?>> declared,
            MongoSagas store,
            Transactions transactions,
            SagaBell bell,
            SagaLimits limits,
            Clock clock,
            MeterRegistry meters,
            Traces traces,
            @Value("${coffer.service}") String service) {
        List<Saga<?>> sagas = new ArrayList<>();
        declared.orderedStream().forEach(sagas::add);
        long startedAt = System.nanoTime();
        WorkerParts parts = new WorkerParts(
                store,
                transactions,
                limits,
                clock,
                new SagaGauges(meters, sagas),
                SagaProbe.NONE,
                traces,
                () -> System.nanoTime() - startedAt > limits.grace().toNanos());
        return new RunnerLifecycle(() -> new SagaRunner(sagas, service + "/" + UUID.randomUUID(), bell, parts));
    }
}
