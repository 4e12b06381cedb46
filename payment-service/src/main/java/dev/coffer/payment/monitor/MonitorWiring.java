package dev.coffer.payment.monitor;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.permission.Permissions;
import dev.coffer.payment.ledger.Transfers;
import dev.coffer.payment.wallet.FindWallets;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MonitorWiring {

    @Bean
    MongoMonitors monitors(MongoDatabase database, Currencies currencies) {
        return new MongoMonitors(database, currencies);
    }

    @Bean
    EventType<BalanceCrossed> balanceCrossed() {
        return new EventType<>(BalanceCrossed.TYPE, 1, BalanceCrossed.class);
    }

    @Bean
    ManageMonitors manageMonitors(
            FindWallets wallets,
            Monitors monitors,
            Permissions permissions,
            Clock clock,
            Ids ids,
            MeterRegistry meters) {
        return new ManageMonitors(wallets, monitors, permissions, clock, ids, meters);
    }

    @Bean
    Consumer balanceMonitors(Monitors monitors, Transfers transfers, Outbox outbox, MeterRegistry meters) {
        return new WatchBalances(monitors, transfers, outbox, meters).consumer();
    }
}
