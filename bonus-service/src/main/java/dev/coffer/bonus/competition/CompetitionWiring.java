package dev.coffer.bonus.competition;

import com.mongodb.client.MongoDatabase;
import dev.coffer.bonus.offer.GiveOffers;
import dev.coffer.bonus.player.Calendars;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.graphql.LiveFollowers;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CompetitionWiring.CompetitionProperties.class)
class CompetitionWiring {

    /**
     * @param every from the end of a look for competitions that are over to the next
     * @param grace how long after the end its last bets are waited for
     * @param fence what no transaction lasts longer than, and clocks of replicas do not differ by more
     */
    @ConfigurationProperties("coffer.bonus.competitions")
    record CompetitionProperties(
            @DefaultValue("2s") Duration every,
            @DefaultValue("60s") Duration grace,
            @DefaultValue("65s") Duration fence) {}

    @Bean
    EventType<ScoresChanged> scoresChanged() {
        return new EventType<>(ScoresChanged.TYPE, 1, ScoresChanged.class);
    }

    @Bean
    EventType<LeaderboardChanged> leaderboardChanged() {
        return new EventType<>(LeaderboardChanged.TYPE, 1, LeaderboardChanged.class);
    }

    @Bean
    Timing competitionTiming(CompetitionProperties properties) {
        return new Timing(properties.grace(), properties.fence());
    }

    @Bean
    MongoBoards boards(MongoDatabase database, Currencies currencies) {
        return new MongoBoards(database, currencies);
    }

    @Bean
    MongoScores boardScores(MongoDatabase database) {
        return new MongoScores(database);
    }

    @Bean
    RedisRun leaderboardRedis(@Value("${coffer.redis.uri}") String redis) {
        return new RedisRun(redis);
    }

    @Bean
    RedisRanks leaderboardRanks(RedisRun leaderboardRedis) {
        return new RedisRanks(leaderboardRedis);
    }

    @Bean
    RebuildRanks rebuildRanks(Scores scores, Ranks ranks) {
        return new RebuildRanks(scores, ranks);
    }

    @Bean
    KnownBoards knownBoards(Boards boards, RunningTemplates templates, Timing timing) {
        return new KnownBoards(boards, templates, timing);
    }

    @Bean
    ScoreBets scoreBets(
            KnownBoards known, Scores scores, Calendars calendars, Outbox outbox, Clock clock, Timing timing) {
        return new ScoreBets(known, scores, new Handles(), calendars, outbox, clock, timing);
    }

    @Bean
    Consumer scoresForLeaderboards(KnownBoards known, Scores scores, Ranks ranks, Outbox outbox) {
        return new MirrorScores(known, scores, ranks, outbox).consumer();
    }

    @Bean
    ShowLeaderboard showLeaderboard(
            Boards boards,
            RunningTemplates templates,
            Scores scores,
            Ranks ranks,
            RebuildRanks rebuild,
            Calendars calendars,
            Pages pages,
            Clock clock) {
        return new ShowLeaderboard(boards, templates, scores, ranks, rebuild, calendars, pages, clock);
    }

    @Bean
    LiveFollowers leaderboardFollowers() {
        return new LiveFollowers(FollowLeaderboards.LIMITS);
    }

    @Bean
    FollowLeaderboards followLeaderboards(
            @Qualifier("leaderboardFollowers") LiveFollowers leaderboardFollowers, ShowLeaderboard show) {
        return new FollowLeaderboards(leaderboardFollowers, show);
    }

    @Bean
    AwardPrizes awardPrizes(
            Boards boards,
            KnownBoards known,
            Scores scores,
            RunningTemplates templates,
            Players players,
            GiveOffers offers,
            Outbox outbox,
            Transactions transactions,
            Clock clock) {
        return new AwardPrizes(boards, known, scores, templates, players, offers, outbox, transactions, clock);
    }

    @Bean(initMethod = "start")
    WatchCompetitions watchCompetitions(
            AwardPrizes awardPrizes, CompetitionProperties properties, MeterRegistry meters) {
        return new WatchCompetitions(awardPrizes, properties.every(), meters);
    }
}
