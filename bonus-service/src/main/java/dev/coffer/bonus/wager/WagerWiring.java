package dev.coffer.bonus.wager;

import com.mongodb.client.MongoDatabase;
import dev.coffer.bonus.award.AwardSagas;
import dev.coffer.bonus.award.AwardTallies;
import dev.coffer.bonus.award.Awards;
import dev.coffer.bonus.award.TellAwards;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.paging.Pages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WagerWiring {

    @Bean
    MongoWagers wagers(MongoDatabase database, Pages pages) {
        return new MongoWagers(database, pages);
    }

    @Bean
    Consumer walletsWithBonuses(
            Wagers wagers,
            Awards awards,
            AwardSagas sagas,
            TellAwards tell,
            AwardTallies tallies,
            Currencies currencies) {
        return new HearWallets(wagers, awards, sagas, tell, tallies, currencies).consumer();
    }

    @Bean
    Consumer refusedBonuses(Awards awards, AwardSagas sagas) {
        return new HearRefusals(awards, sagas).consumer();
    }
}
