package dev.coffer.bonus.template;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TemplateWiring {

    @Bean
    MongoBonusTemplates bonusTemplates(MongoDatabase database, Pages pages, Currencies currencies) {
        return new MongoBonusTemplates(database, pages, currencies);
    }

    @Bean
    MongoRunningTemplates runningTemplates(MongoDatabase database, Currencies currencies) {
        return new MongoRunningTemplates(database, currencies);
    }

    @Bean
    SaveBonusTemplate saveBonusTemplate(BonusTemplates templates, Transactions transactions, Clock clock) {
        return new SaveBonusTemplate(templates, transactions, clock);
    }

    @Bean
    MoveBonusTemplate moveBonusTemplate(BonusTemplates templates, Transactions transactions, Clock clock) {
        return new MoveBonusTemplate(templates, transactions, clock);
    }
}
