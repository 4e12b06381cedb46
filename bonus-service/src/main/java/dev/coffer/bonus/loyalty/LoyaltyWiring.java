package dev.coffer.bonus.loyalty;

import com.mongodb.client.MongoDatabase;
import dev.coffer.bonus.offer.GiveOffers;
import dev.coffer.bonus.player.Calendars;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Setting;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LoyaltyWiring {

    @Bean
    Setting<LoyaltySettings> loyaltySettings(LiveSettings settings) {
        return settings.declare(
                        LoyaltySettings.class,
                        LoyaltySettings.KEY,
                        "What stakes are worth in points, and what tiers there are.")
                .onceRead();
    }

    @Bean
    MongoPointBooks pointBooks(MongoDatabase database, Pages pages) {
        return new MongoPointBooks(database, pages);
    }

    @Bean
    CheckPoints checkPoints(PointBooks books) {
        return new CheckPoints(books);
    }

    @Bean
    EarnPoints earnPoints(
            PointBooks books,
            Setting<LoyaltySettings> loyaltySettings,
            Calendars calendars,
            Players players,
            GiveOffers offers) {
        return new EarnPoints(books, loyaltySettings, calendars, players, offers);
    }

    @Bean
    RedeemPoints redeemPoints(
            PointBooks books,
            RunningTemplates templates,
            GiveOffers offers,
            Players players,
            Calendars calendars,
            Setting<LoyaltySettings> loyaltySettings,
            Transactions transactions,
            Clock clock) {
        return new RedeemPoints(books, templates, offers, players, calendars, loyaltySettings, transactions, clock);
    }
}
