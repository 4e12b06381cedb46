package dev.coffer.core.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Assembles the store for a service that sets {@code coffer.mongodb.uri} and {@code coffer.service}. */
@AutoConfiguration
@ConditionalOnProperty("coffer.mongodb.uri")
class StoreWiring {

    @Bean
    @ConditionalOnMissingBean
    DatabaseNaming databaseNaming(Environment environment) {
        return new DatabaseNaming(environment.getProperty("coffer.database-name", DatabaseNaming.DEFAULT_TEMPLATE));
    }

    @Bean
    @ConditionalOnMissingBean
    MongoClient mongoClient(@Value("${coffer.mongodb.uri}") String uri, @Value("${coffer.service}") String service) {
        return MongoClients.open(uri, service);
    }

    @Bean
    @ConditionalOnMissingBean
    MongoDatabase mongoDatabase(MongoClient client, DatabaseNaming naming, @Value("${coffer.service}") String service) {
        return client.getDatabase(naming.nameFor(service));
    }

    @Bean
    @ConditionalOnMissingBean
    StoreReadiness storeReadiness() {
        return StoreReadiness.pending();
    }

    @Bean
    @ConditionalOnMissingBean
    Transactions transactions(MongoClient client, MongoDatabase database, StoreReadiness readiness) {
        return new Transactions(client, database, readiness, TransactionLimits.DEFAULT);
    }

    @Bean
    IndexesAtStart indexesAtStart(
            MongoDatabase database,
            ObjectProvider<DeclaresIndexes> declarers,
            StoreReadiness readiness,
            @Value("${coffer.mongodb.uri}") String uri) {
        List<DeclaresIndexes> all = declarers.orderedStream().toList();
        return new IndexesAtStart(new DeclaredIndexes(database), all, readiness, MongoClients.address(uri));
    }
}
