package dev.coffer.notification.template;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TemplateWiring {

    @Bean
    MongoTemplates notificationTemplates(MongoDatabase database, Ids ids) {
        return new MongoTemplates(database, ids);
    }

    @Bean
    FindTemplates findTemplates(Templates templates, Pages pages) {
        return new FindTemplates(templates, pages);
    }

    @Bean
    SaveTemplate saveTemplate(Templates templates, Transactions transactions, Clock clock) {
        return new SaveTemplate(templates, transactions, clock);
    }
}
