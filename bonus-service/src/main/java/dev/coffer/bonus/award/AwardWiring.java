package dev.coffer.bonus.award;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.Sagas;
import dev.coffer.core.store.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AwardWiring.ExpiryProperties.class)
class AwardWiring {

    /** @param every from the end of a look for awards whose time is over to the next */
    @ConfigurationProperties("coffer.bonus.expiry")
    record ExpiryProperties(@DefaultValue("2s") Duration every) {}

    @Bean
    MongoAwards awards(MongoDatabase database, Pages pages, Currencies currencies) {
        return new MongoAwards(database, pages, currencies);
    }

    @Bean
    Saga<Giving> bonusAward(Awards awards, Outbox outbox, Clock clock) {
        return new GiveSteps(awards, outbox, clock).saga();
    }

    @Bean
    Saga<Closing> bonusConvert(Awards awards, Outbox outbox, Sagas sagas, AwardTallies tallies, Clock clock) {
        return new CloseSteps(CloseSteps.CONVERT, awards, outbox, sagas, tallies, clock).saga();
    }

    @Bean
    Saga<Closing> bonusEnd(Awards awards, Outbox outbox, Sagas sagas, AwardTallies tallies, Clock clock) {
        return new CloseSteps(CloseSteps.END, awards, outbox, sagas, tallies, clock).saga();
    }

    @Bean
    AwardSagas awardSagas(
            Sagas sagas,
            @Qualifier("bonusAward") Saga<Giving> giving,
            @Qualifier("bonusConvert") Saga<Closing> converting,
            @Qualifier("bonusEnd") Saga<Closing> ending) {
        return new AwardSagas(sagas, giving, converting, ending);
    }

    @Bean
    ChangeAward changeAward(Awards awards, AwardSagas sagas, Transactions transactions) {
        return new ChangeAward(awards, sagas, transactions);
    }

    @Bean
    TakeBackAwards takeBackAwards(Awards awards, ChangeAward change, AwardSagas sagas) {
        return new TakeBackAwards(awards, change, sagas);
    }

    @Bean(initMethod = "start")
    ExpireAwards expireAwards(
            Awards awards,
            ChangeAward change,
            Transactions transactions,
            Clock clock,
            ExpiryProperties properties,
            MeterRegistry meters) {
        return new ExpireAwards(awards, change, transactions, clock, properties.every(), meters);
    }

    @Bean
    Consumer withdrawalsOfPlayers(Awards awards, ChangeAward change) {
        return new ForfeitOnWithdrawal(awards, change).consumer();
    }

    @Bean
    TellAwards tellAwards(Outbox outbox) {
        return new TellAwards(outbox);
    }

    @Bean
    GiveBonus giveBonus(Awards awards, AwardSagas sagas, Ids ids, Clock clock) {
        return new StartAward(awards, sagas, ids, clock);
    }
}
