package dev.coffer.auth.audit;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.store.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuditWiring {

    @Bean
    MongoAuditLog auditLog(MongoDatabase database, Pages pages) {
        return new MongoAuditLog(database, pages);
    }

    @Bean
    MongoRefusalTallies refusalTallies(MongoDatabase database) {
        return new MongoRefusalTallies(database);
    }

    @Bean
    Audit audit(AuditLog log, RefusalTallies tallies, Ids ids, SecureRandom random, Clock clock) {
        return new Audit(log, tallies, ids, random, clock);
    }

    @Bean
    AuditChain auditChain(MasterKey masterKey) {
        return new AuditChain(masterKey);
    }

    @Bean
    SealAuditLog sealAuditLog(
            AuditLog log,
            RefusalTallies tallies,
            Audit audit,
            AuditChain chain,
            Transactions transactions,
            Clock clock) {
        return new SealAuditLog(log, tallies, audit, chain, transactions, clock);
    }

    @Bean(initMethod = "start")
    TendAuditLog tendAuditLog(SealAuditLog seal, MeterRegistry meters, Clock clock) {
        return new TendAuditLog(seal, meters, clock);
    }

    @Bean
    ExportAuditLog exportAuditLog(AuditLog log) {
        return new ExportAuditLog(log);
    }

    @Bean
    VerifyAuditLog verifyAuditLog(AuditLog log, AuditChain chain, Transactions transactions) {
        return new VerifyAuditLog(log, chain, transactions);
    }
}
