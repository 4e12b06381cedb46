package dev.coffer.payment.wallet;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Endings;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.permission.Permissions;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.Wallets;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WalletWiring.WalletProperties.class)
class WalletWiring {

    /** See {@link WalletSettings}. */
    @ConfigurationProperties("coffer.payment.wallets")
    record WalletProperties(
            @DefaultValue("EUR") String firstCurrency,
            @DefaultValue("50") int perUser) {

        WalletSettings settings(Currencies currencies) {
            return new WalletSettings(currencies.get(firstCurrency), perUser);
        }
    }

    @Bean
    WalletSettings walletSettings(WalletProperties properties, Currencies currencies) {
        return properties.settings(currencies);
    }

    @Bean
    FindWallets findWallets(Wallets wallets, Permissions permissions) {
        return new FindWallets(wallets, permissions);
    }

    @Bean
    OpenOwnWallet openOwnWallet(Bookings bookings, Wallets wallets, WalletSettings settings) {
        return new OpenOwnWallet(bookings, wallets, settings.perUser());
    }

    @Bean
    ChangeStatus changeStatus(FindWallets wallets, Bookings bookings) {
        return new ChangeStatus(wallets, bookings);
    }

    @Bean
    EventType<AccountOpened> accountOpened() {
        return new EventType<>(AccountOpened.TYPE, 1, AccountOpened.class);
    }

    @Bean
    EventType<AccountRefused> accountRefused() {
        return new EventType<>(AccountRefused.TYPE, 1, AccountRefused.class);
    }

    @Bean
    Endings undoneRegistrations(MongoDatabase database) {
        return new Endings(database, "undone_registrations");
    }

    @Bean
    OpenFirstWallets openFirstWallets(Bookings bookings, WalletSettings settings, Outbox outbox, Endings undone) {
        return new OpenFirstWallets(bookings, settings.firstCurrency(), outbox, undone);
    }

    @Bean
    CloseUndoneWallets closeUndoneWallets(Bookings bookings, Wallets wallets, Endings undone) {
        return new CloseUndoneWallets(bookings, wallets, undone);
    }

    /** Whoever registered has a wallet soon after, whether or not this service ran at that time; until it is undone. */
    @Bean
    Consumer walletsOfRegisteredUsers(OpenFirstWallets openFirstWallets, CloseUndoneWallets closeUndoneWallets) {
        return Consumer.named("payment-wallets")
                .from("auth")
                .onBatch(
                        UserRegistered.TYPE,
                        UserRegistered.class,
                        (events, unit) -> openFirstWallets.open(events, unit))
                .onBatch(
                        RegistrationUndone.TYPE,
                        RegistrationUndone.class,
                        (events, unit) -> closeUndoneWallets.close(events, unit));
    }
}
