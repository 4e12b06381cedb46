package dev.coffer.payment.intent;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.permission.Permissions;
import dev.coffer.core.store.Transactions;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.limit.Limits;
import dev.coffer.payment.wallet.FindWallets;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntentWiring.IntentProperties.class)
class IntentWiring {

    /** See {@link IntentSettings}. */
    @ConfigurationProperties("coffer.payment.intents")
    record IntentProperties(
            @DefaultValue("30s") Duration lease,
            @DefaultValue("6s") Duration patience,
            @DefaultValue("2s") Duration sweepEvery,
            @DefaultValue("100") int sweepBatch,
            @DefaultValue("5s") Duration pause,
            @DefaultValue("1d") Duration defaultTime,
            @DefaultValue("30d") Duration longestTime) {

        IntentSettings settings() {
            return new IntentSettings(lease, patience, sweepEvery, sweepBatch, pause, defaultTime, longestTime);
        }
    }

    @Bean
    IntentSettings intentSettings(IntentProperties properties) {
        return properties.settings();
    }

    @Bean
    MongoPaymentIntents storedPaymentIntents(
            MongoDatabase database, Transactions transactions, Outbox outbox, Pages pages, Currencies currencies) {
        return new MongoPaymentIntents(database, transactions, outbox, pages, currencies);
    }

    @Bean
    @Primary
    MeteredIntents paymentIntents(@Qualifier("storedPaymentIntents") PaymentIntents stored, MeterRegistry meters) {
        return new MeteredIntents(stored, meters);
    }

    @Bean
    AdvanceIntent advanceIntent(
            PaymentIntents intents, Bookings bookings, Limits limits, IntentSettings settings, Clock clock) {
        return new AdvanceIntent(intents, bookings, limits, settings, clock);
    }

    @Bean
    MakeIntent makeIntent(
            FindWallets wallets,
            PaymentIntents intents,
            AdvanceIntent advanceIntent,
            IntentSettings settings,
            Ids ids,
            Clock clock) {
        return new MakeIntent(wallets, intents, advanceIntent, settings, ids, clock);
    }

    @Bean
    DecideIntent decideIntent(
            PaymentIntents intents,
            AdvanceIntent advanceIntent,
            MakeIntent makeIntent,
            Permissions permissions,
            IntentSettings settings,
            Clock clock) {
        return new DecideIntent(intents, advanceIntent, makeIntent, permissions, settings, clock);
    }

    @Bean
    FindIntents findIntents(PaymentIntents intents, Permissions permissions) {
        return new FindIntents(intents, permissions);
    }

    /** Stopped before the ledger that it needs. */
    @Bean(initMethod = "start")
    ResumeIntents resumeIntents(
            PaymentIntents intents, AdvanceIntent advanceIntent, IntentSettings settings, MeterRegistry meters) {
        return new ResumeIntents(intents, advanceIntent, settings, meters);
    }
}
