package dev.coffer.bonus.occasion;

import com.mongodb.client.MongoDatabase;
import dev.coffer.bonus.offer.GiveOffers;
import dev.coffer.bonus.offer.SiftOffers;
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
     * @param batch how many players are looked at together
     * @param slice how long one round goes on while others wait
     * @param atOnce how many rounds go at once
     */
    @ConfigurationProperties("coffer.bonus.occasions")
    record OccasionProperties(
            @DefaultValue("2s") Duration every,
            @DefaultValue("1h") Duration again,
            @DefaultValue("10s") Duration grace,
            @DefaultValue("500") int batch,
            @DefaultValue("1s") Duration slice,
            @DefaultValue("4") int atOnce) {}

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
    FindPlayers findPlayers(Players players, PeriodShares shares, Calendars calendars) {
        return new FindPlayers(players, shares, calendars);
    }

    @Bean
    GiveBatch giveBatch(
            FindPlayers find,
            Players players,
            SiftOffers sift,
            GiveOffers offers,
            Transactions transactions,
            Clock clock,
            MeterRegistry meters) {
        return new GiveBatch(find, players, sift, offers, transactions, clock, meters);
    }

    @Bean
    GoRounds goRounds(
            Rounds rounds,
            FindPlayers find,
            GiveBatch giveBatch,
            Calendars calendars,
            Clock clock,
            OccasionProperties properties) {
        return new GoRounds(
                rounds,
                find,
                giveBatch,
                new Agenda(calendars, properties.again(), properties.grace()),
                new Pace(properties.batch(), properties.slice(), Pace.RETRY),
                clock);
    }

    @Bean(initMethod = "start")
    WatchClock watchClock(RunningTemplates templates, GoRounds goRounds, OccasionProperties properties) {
        return new WatchClock(templates, goRounds, properties.every(), properties.atOnce());
    }
}
