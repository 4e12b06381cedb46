package dev.coffer.bonus.referral;

import com.mongodb.client.MongoDatabase;
import dev.coffer.bonus.offer.GiveOffers;
import dev.coffer.bonus.player.Devices;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Setting;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReferralWiring {

    @Bean
    Setting<ReferralSettings> referralSettings(LiveSettings settings) {
        return settings.declare(ReferralSettings.class, ReferralSettings.KEY, "Who counts as brought along.")
                .onceRead();
    }

    @Bean
    MongoReferrals referrals(MongoDatabase database) {
        return new MongoReferrals(database);
    }

    @Bean
    EnterReferral enterReferral(
            Referrals referrals,
            Players players,
            Devices devices,
            Setting<ReferralSettings> referralSettings,
            Transactions transactions,
            Clock clock) {
        return new EnterReferral(referrals, players, devices, referralSettings, transactions, clock);
    }

    @Bean
    ShowReferrals showReferrals(Referrals referrals, Transactions transactions) {
        return new ShowReferrals(referrals, transactions);
    }

    @Bean
    Consumer registrationsWithCodes(
            Referrals referrals,
            EnterReferral enterReferral,
            Players players,
            Devices devices,
            RunningTemplates templates,
            GiveOffers offers,
            Setting<ReferralSettings> referralSettings,
            Currencies currencies) {
        return new HearReferrals(
                        referrals, enterReferral, players, devices, templates, offers, referralSettings, currencies)
                .registrations();
    }

    @Bean
    Consumer depositsOfReferees(
            Referrals referrals,
            EnterReferral enterReferral,
            Players players,
            Devices devices,
            RunningTemplates templates,
            GiveOffers offers,
            Setting<ReferralSettings> referralSettings,
            Currencies currencies) {
        return new HearReferrals(
                        referrals, enterReferral, players, devices, templates, offers, referralSettings, currencies)
                .deposits();
    }
}
