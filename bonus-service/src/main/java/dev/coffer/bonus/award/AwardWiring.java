package dev.coffer.bonus.award;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.paging.Pages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AwardWiring {

    @Bean
    MongoAwards awards(MongoDatabase database, Pages pages, Currencies currencies) {
        return new MongoAwards(database, pages, currencies);
    }
}
