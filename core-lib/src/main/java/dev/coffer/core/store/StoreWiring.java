package dev.coffer.core.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Assembles the store for a service that sets {@code coffer.mongodb.uri} and {@code coffer.service}. */
@AutoConfiguration
@ConditionalOnProperty("coffer.mongodb.uri")
class StoreWiring {

    @Bean
    @ConditionalOnMissingBean
    DatabaseNaming databaseNaming(Environment environment) {
        return new DatabaseNaming(
                environment.getProperty("coffer.database-name", DatabaseNaming.DEFAULT_TEMPLATE),
                placement(environment));
    }

    /** The tenant, brand and shard that this process works for, as far as it is for one alone. */
    private static Map<String, String> placement(Environment environment) {
        Map<String, String> placement = new TreeMap<>();
        for (String part : List.of("tenant", "brand", "shard")) {
            String value = environment.getProperty("coffer." + part, "");
            if (!value.isBlank()) {
                placement.put(part, value);
            }
        }
        return placement;
    }

    @Bean
    @ConditionalOnMissingBean
    MongoClient mongoClient(
            @Value("${coffer.mongodb.uri}") String uri,
            @Value("${coffer.service}") String service,
            MeterRegistry meters) {
        return MongoClients.open(uri, service, meters);
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
            Environment environment,
            @Value("${coffer.service}") String service,
            @Value("${coffer.mongodb.uri}") String uri) {
        Map<String, String> placement = placement(environment);
        String owner = placement.isEmpty() ? service : service + " " + placement;
        List<String> rebuilds = Binder.get(environment)
                .bind("coffer.store.rebuild-indexes", Bindable.listOf(String.class))
                .orElse(List.of());
        return new IndexesAtStart(
                new DatabaseOwner(database, owner),
                new DeclaredIndexes(database, Set.copyOf(rebuilds)),
                declarers.orderedStream().toList(),
                readiness,
                MongoClients.address(uri));
    }

    @Bean
    Migrations migrations(
            MongoDatabase database,
            Transactions transactions,
            StoreReadiness readiness,
            Clock clock,
            ObjectProvider<Migration> declared,
            Environment environment) {
        Migrations.Parts parts = new Migrations.Parts(
                new MigrationLedger(database, clock),
                transactions,
                readiness,
                MigrationLimits.DEFAULT,
                environment.getProperty("coffer.migrations.contract", Boolean.class, false),
                ProcessHandle.current().pid() + "/" + UUID.randomUUID());
        return new Migrations(parts, declared.orderedStream().toList());
    }
}
