package dev.coffer.auth.code;

import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.erasure.MongoPersonalData;
import dev.coffer.auth.erasure.PersonalData;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Setting;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
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
class CodeWiring {

    @Bean
    Setting<CodeLimits> codeLimits(LiveSettings settings) {
        return settings.declare(
                CodeLimits.class,
                CodeLimits.KEY,
                "How long one-time codes count, how often they may be typed, and how often sent.");
    }

    @Bean
    EventType<CodeIssued> codeIssued() {
        return new EventType<>(CodeIssued.TYPE, 1, CodeIssued.class);
    }

    @Bean
    MongoCodes codes(MongoDatabase database, Transactions transactions) {
        return new MongoCodes(database, transactions);
    }

    @Bean
    MongoPendingCodes pendingCodes(MongoDatabase database, Pages pages) {
        return new MongoPendingCodes(database, pages);
    }

    @Bean
    MongoSentCodes sentCodes(MongoDatabase database) {
        return new MongoSentCodes(database);
    }

    @Bean
    CodeSecrets codeSecrets(MasterKey masterKey, SecureRandom random) {
        return new CodeSecrets(masterKey, random);
    }

    @Bean
    SealForDelivery sealForDelivery(MasterKey masterKey, SecureRandom random) {
        return new SealForDelivery(masterKey, random);
    }

    @Bean
    CodeMeters codeMeters(MeterRegistry registry) {
        return new CodeMeters(registry);
    }

    @Bean
    IssueCode issueCode(
            Codes codes,
            SentCodes sent,
            CodeSecrets secrets,
            SealForDelivery sealing,
            Outbox outbox,
            Setting<CodeLimits> codeLimits,
            CodeMeters meters,
            Ids ids,
            Clock clock) {
        return new IssueCode(codes, sent, secrets, sealing, outbox, codeLimits, meters, ids, clock);
    }

    @Bean
    CheckCode checkCode(Codes codes, CodeSecrets secrets, Transactions transactions, CodeMeters meters, Clock clock) {
        return new CheckCode(codes, secrets, transactions, meters, clock);
    }

    @Bean
    PersonalData codesToErase(MongoDatabase database) {
        return new MongoPersonalData(database, MongoCodes.COLLECTION, MongoCodes.USER_ID);
    }
}
