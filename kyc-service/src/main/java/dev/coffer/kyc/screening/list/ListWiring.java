package dev.coffer.kyc.screening.list;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.store.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ScreeningProperties.class)
class ListWiring {

    @Bean
    MongoSanctionsImports sanctionsImports(MongoDatabase database, Pages pages) {
        return new MongoSanctionsImports(database, pages);
    }

    @Bean
    MongoListFiles listFiles(MongoDatabase database) {
        return new MongoListFiles(database);
    }

    @Bean
    MongoListedPersons listedPersons(MongoDatabase database) {
        return new MongoListedPersons(database);
    }

    @Bean
    MongoListVersions listVersions(MongoDatabase database, MatchingRules rules) {
        return new MongoListVersions(database, rules);
    }

    @Bean
    UploadTickets uploadTickets(MasterKey masterKey) {
        return new UploadTickets(masterKey);
    }

    @Bean
    BeginImport beginImport(SanctionsImports imports, ScreeningProperties properties, Ids ids, Clock clock) {
        return new BeginImport(imports, properties, ids, clock);
    }

    @Bean
    ListIndexes listIndexes(
            SanctionsImports imports, ListedPersons persons, ListVersions versions, ScreeningProperties properties) {
        return new ListIndexes(imports, persons, versions, properties);
    }

    @Bean
    ReadList readList(
            SanctionsImports imports,
            ListFiles files,
            ListedPersons persons,
            ListVersions versions,
            Transactions transactions,
            ScreeningProperties properties,
            Ids ids,
            Clock clock) {
        return new ReadList(imports, files, persons, versions, transactions, properties, ids, clock);
    }

    /** Each look reads what there is, and clears what is left behind. */
    @Bean(initMethod = "start")
    Lookout readListsLookout(ReadList readList, ScreeningProperties properties, MeterRegistry meters) {
        return new Lookout(
                "read-sanctions-lists", properties.lookEvery(), meters.counter("coffer.kyc.sanctions.failures"), () -> {
                    readList.clear();
                    return readList.readNext();
                });
    }
}
