package dev.coffer.bonus.offer;

import com.mongodb.client.MongoDatabase;
import dev.coffer.bonus.award.AwardHistory;
import dev.coffer.bonus.award.GiveBonus;
import dev.coffer.bonus.award.TakeBackAwards;
import dev.coffer.bonus.player.Devices;
import dev.coffer.bonus.player.Households;
import dev.coffer.bonus.player.PaymentMethods;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Endings;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OfferWiring {

    @Bean
    MongoSpending spending(MongoDatabase database, LiveSettings settings) {
        return new MongoSpending(
                database,
                settings.declare(
                                BudgetSettings.class,
                                BudgetSettings.KEY,
                                "What all bonuses together may be worth, whatever their templates allow.")
                        .onceRead());
    }

    @Bean
    MongoPromoTries promoTries(MongoDatabase database) {
        return new MongoPromoTries(database);
    }

    @Bean
    Endings undoneRegistrations(MongoDatabase database) {
        return new Endings(database, "undone_registrations");
    }

    @Bean
    MongoOnceClaims onceClaims(MongoDatabase database) {
        return new MongoOnceClaims(database);
    }

    @Bean
    OnceLimit onceLimit(Devices devices, PaymentMethods methods, Households households, OnceClaims claims) {
        return new OnceLimit(devices, methods, households, claims);
    }

    @Bean
    GiveOffers giveOffers(
            RunningTemplates templates,
            AwardHistory history,
            Spending spending,
            OnceLimit onceLimit,
            GiveBonus giveBonus) {
        return new GiveOffers(templates, history, spending, onceLimit, giveBonus);
    }

    @Bean
    SiftOffers siftOffers(RunningTemplates templates, AwardHistory history, Spending spending, GiveBonus giveBonus) {
        return new SiftOffers(templates, history, spending, giveBonus);
    }

    @Bean
    Consumer registrationsOfPlayers(
            Players players,
            GiveOffers offers,
            TakeBackAwards takeBack,
            Endings undoneRegistrations,
            PaymentMethods methods,
            Currencies currencies) {
        return new HearOccasions(players, offers, takeBack, undoneRegistrations, methods, currencies).registrations();
    }

    @Bean
    Consumer paymentsOfPlayers(
            Players players,
            GiveOffers offers,
            TakeBackAwards takeBack,
            Endings undoneRegistrations,
            PaymentMethods methods,
            Currencies currencies) {
        return new HearOccasions(players, offers, takeBack, undoneRegistrations, methods, currencies).payments();
    }

    @Bean
    Consumer tiersOfPlayers(
            Players players,
            GiveOffers offers,
            TakeBackAwards takeBack,
            Endings undoneRegistrations,
            PaymentMethods methods,
            Currencies currencies) {
        return new HearOccasions(players, offers, takeBack, undoneRegistrations, methods, currencies).tiers();
    }

    @Bean
    TakeOffer takeOffer(
            Players players,
            RunningTemplates templates,
            GiveOffers offers,
            GiveBonus giveBonus,
            Devices devices,
            PromoTries tries,
            Transactions transactions,
            Clock clock) {
        return new TakeOffer(players, templates, offers, giveBonus, devices, tries, transactions, clock);
    }

    @Bean
    SimulateOffers simulateOffers(GiveOffers offers, Transactions transactions) {
        return new SimulateOffers(offers, transactions);
    }

    @Bean
    ShowOffers showOffers(
            Players players, RunningTemplates templates, GiveOffers offers, Transactions transactions, Clock clock) {
        return new ShowOffers(players, templates, offers, transactions, clock);
    }
}
