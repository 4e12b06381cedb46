package dev.coffer.bonus.play;

import com.mongodb.client.MongoDatabase;
import dev.coffer.bonus.award.TakeBackAwards;
import dev.coffer.bonus.competition.ScoreBets;
import dev.coffer.bonus.loyalty.EarnPoints;
import dev.coffer.bonus.offer.GiveOffers;
import dev.coffer.bonus.player.Calendars;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.money.Currencies;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PlayWiring {

    @Bean
    MongoPlays plays(MongoDatabase database) {
        return new MongoPlays(database);
    }

    @Bean
    PeriodShares periodShares(Plays plays) {
        return new PeriodShares(plays);
    }

    @Bean
    Consumer betsOfPlayers(
            Plays plays,
            RunningTemplates templates,
            GiveOffers offers,
            Players players,
            Calendars calendars,
            EarnPoints earnPoints,
            ScoreBets scoreBets,
            TakeBackAwards takeBack,
            Currencies currencies) {
        GiveForBets giveForBets = new GiveForBets(offers, players, takeBack, currencies);
        return new HearPlay(
                        plays, templates, offers, players, calendars, earnPoints, scoreBets, giveForBets, currencies)
                .consumer();
    }
}
