package dev.coffer.notification.inbox;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InboxWiring {

    @Bean
    MongoInbox inbox(MongoDatabase database, Pages pages) {
        return new MongoInbox(database, pages);
    }

    @Bean
    MarkRead markRead(Inbox inbox, Transactions transactions, Clock clock) {
        return new MarkRead(inbox, transactions, clock);
    }

    @Bean
    Consumer welcomeOfNewUsers(Inbox inbox) {
        return new WelcomeNewUser(inbox).consumer();
    }
}
