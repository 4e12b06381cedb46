package dev.coffer.bonus.occasion;

import com.mongodb.client.MongoDatabase;
import dev.coffer.bonus.offer.GiveOffers;
import dev.coffer.bonus.play.PeriodShares;
import dev.coffer.bonus.player.Calendars;
import dev.coffer.bonus.player.Devices;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OccasionWiring.OccasionProperties.class)
class OccasionWiring {

    /**
     * @param every from the end of a look for occasions to the next
     * @param again how often the players of a day are looked at during it
     * @param grace how long after a period's end its last bets are waited for
     */
    @ConfigurationProperties("coffer.bonus.occasions")
    record OccasionProperties(
            @DefaultValue("2s") Duration every,
            @DefaultValue("1h") Duration again,
            @DefaultValue("10s") Duration grace) {}

    @Bean
    CheckIn checkIn(
            Players players,
            Devices devices,
            GiveOffers offers,
            Calendars calendars,
            Transactions transactions,
            Clock clock) {
        return new CheckIn(players, devices, offers, calendars, transactions, clock);
    }

    @Bean
    MongoRounds occasionRounds(MongoDatabase database, Transactions transactions, Ids ids) {
        return new MongoRounds(database, transactions, ids);
    }

    @Bean
    GoRounds goRounds(
            Rounds rounds,
            Players players,
            PeriodShares shares,
            Calendars calendars,
            GiveOffers offers,
            Transactions transactions,
            Clock clock,
            OccasionProperties properties,
            MeterRegistry meters) {
        return new GoRounds(
                rounds,
                new FindPlayers(players, shares, calendars),
                new Agenda(calendars, properties.again(), properties.grace()),
                players,
                offers,
                transactions,
                clock,
                meters);
    }

    @Bean(initMethod = "start")
    WatchClock watchClock(RunningTemplates templates, GoRounds goRounds, OccasionProperties properties) {
        return new WatchClock(templates, goRounds, properties.every());
    }
}
