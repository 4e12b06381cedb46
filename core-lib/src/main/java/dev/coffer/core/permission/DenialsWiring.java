package dev.coffer.core.permission;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Keeps the denials of a service that has a store. */
@AutoConfiguration(afterName = "dev.coffer.core.store.StoreWiring")
@ConditionalOnProperty("coffer.mongodb.uri")
class DenialsWiring {

    @Bean
    @ConditionalOnMissingBean
    DenialLimits denialLimits() {
        return DenialLimits.DEFAULT;
    }

    @Bean
    MongoDenials mongoDenials(MongoDatabase database, DenialLimits limits) {
        return new MongoDenials(database, limits);
    }

    @Bean
    StoredDenials storedDenials(MongoDenials store, DenialLimits limits, MeterRegistry meters) {
        return new StoredDenials(store, limits, meters);
    }
}
