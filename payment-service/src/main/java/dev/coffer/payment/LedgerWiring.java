package dev.coffer.payment;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.RelaySource;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.StoreReadiness;
import dev.coffer.payment.ledger.Bets;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.History;
import dev.coffer.payment.ledger.Holds;
import dev.coffer.payment.ledger.LedgerSettings;
import dev.coffer.payment.ledger.LedgerVerifier;
import dev.coffer.payment.ledger.MongoLedger;
import dev.coffer.payment.ledger.Transfers;
import dev.coffer.payment.ledger.Usages;
import dev.coffer.payment.ledger.Wallets;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the ledger to work in this service: its writer, its readers, and what it tells the relay. */
@Configuration(proxyBeanMethods = false)
class LedgerWiring {

    @Bean
    MongoLedger ledger(
            MongoClient client,
            MongoDatabase database,
            StoreReadiness readiness,
            Currencies currencies,
            Clock clock,
            Ids ids) {
        return new MongoLedger(client, database.getName(), readiness, currencies, clock, ids, LedgerSettings.DEFAULTS);
    }

    @Bean
    Bookings bookings(MongoLedger ledger, MeterRegistry meters) {
        return new MeteredBookings(ledger.bookings(), meters);
    }

    @Bean
    Wallets wallets(MongoLedger ledger) {
        return ledger.wallets();
    }

    @Bean
    Transfers transfers(MongoLedger ledger) {
        return ledger.transfers();
    }

    @Bean
    Holds holds(MongoLedger ledger) {
        return ledger.holds();
    }

    @Bean
    Usages usages(MongoLedger ledger) {
        return ledger.usages();
    }

    @Bean
    History history(MongoLedger ledger) {
        return ledger.history();
    }

    @Bean
    LedgerVerifier ledgerVerifier(MongoLedger ledger) {
        return ledger.verifier();
    }

    @Bean
    Bets bets(MongoLedger ledger) {
        return ledger.bets();
    }

    @Bean
    RelaySource ledgerEvents(MongoLedger ledger) {
        return ledger.events();
    }
}
