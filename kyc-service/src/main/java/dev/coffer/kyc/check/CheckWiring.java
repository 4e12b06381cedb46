package dev.coffer.kyc.check;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import dev.coffer.kyc.risk.RiskSigns;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CheckWiring.CheckProperties.class)
class CheckWiring {

    /** See {@link CheckLimits}. */
    @ConfigurationProperties("coffer.kyc.checks")
    record CheckProperties(
            @DefaultValue("500ms") Duration lookEvery,
            @DefaultValue("8") int tries,
            @DefaultValue("10s") Duration pause,
            @DefaultValue("1h") Duration pollEvery,
            @DefaultValue("3d") Duration answerWithin) {

        CheckLimits limits() {
            return new CheckLimits(lookEvery, tries, pause, pollEvery, answerWithin);
        }
    }

    @Bean
    MongoChecks checks(MongoDatabase database, Pages pages, MasterKey masterKey, SecureRandom random) {
        return new MongoChecks(database, pages, new Seal(masterKey, "kyc-checks", random));
    }

    @Bean
    CheckChanges checkChanges(Checks checks, Outbox outbox) {
        return new CheckChanges(checks, outbox);
    }

    @Bean
    RiskSigns checkRiskSigns(Checks checks) {
        return new CheckRiskSigns(checks);
    }

    @Bean
    HearProvider hearProvider(Checks checks, Clock clock, MeterRegistry meters) {
        return new HearProvider(checks, clock, meters);
    }

    @Bean
    EventType<CheckChanged> checkChanged() {
        return new EventType<>(CheckChanged.TYPE, 1, CheckChanged.class);
    }

    @Bean
    Consumer checksOfClosedAccounts(Checks checks) {
        return new ForgetChecks(checks).consumer();
    }

    @Bean
    CheckRecords checkRecords(Checks checks) {
        return new CheckRecords(checks);
    }
}
