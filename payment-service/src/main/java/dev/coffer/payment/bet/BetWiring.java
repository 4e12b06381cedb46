package dev.coffer.payment.bet;

import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Setting;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.permission.Permissions;
import dev.coffer.payment.ledger.Bets;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.limit.Limits;
import dev.coffer.payment.wallet.FindWallets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BetWiring {

    @Bean
    Setting<BetSettings> betSettings(LiveSettings settings) {
        return settings.declare(BetSettings.class, BetSettings.KEY, "The rules of bets.")
                .onceRead();
    }

    @Bean
    FindBets findBets(Bets bets, Permissions permissions, Pages pages) {
        return new FindBets(bets, permissions, pages);
    }

    @Bean
    AcceptBet acceptBet(
            FindWallets wallets,
            Permissions permissions,
            Bookings bookings,
            Limits limits,
            Bets bets,
            Setting<BetSettings> betSettings) {
        return new AcceptBet(wallets, permissions, bookings, limits, bets, betSettings);
    }

    @Bean
    ResolveBet resolveBet(Bets bets, Bookings bookings, Limits limits, Setting<BetSettings> betSettings) {
        return new ResolveBet(bets, bookings, limits, betSettings);
    }
}
