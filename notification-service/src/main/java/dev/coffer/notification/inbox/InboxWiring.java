package dev.coffer.notification.inbox;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Endings;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
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
    EventType<AccountOpened> accountOpened() {
        return new EventType<>(AccountOpened.TYPE, 1, AccountOpened.class);
    }

    @Bean
    Endings undoneRegistrations(MongoDatabase database) {
        return new Endings(database, "undone_registrations");
    }

    @Bean
    Consumer welcomeOfNewUsers(Inbox inbox, Outbox outbox, Endings undone) {
        return new WelcomeNewUser(inbox, outbox, undone).consumer();
    }

    @Bean
    Consumer impersonationsInTheInbox(Inbox inbox) {
        return new TellOfImpersonation(inbox).consumer();
    }

    @Bean
    Consumer passwordsInTheInbox(Inbox inbox) {
        return new TellOfPassword(inbox).consumer();
    }

    @Bean
    Consumer signInsInTheInbox(Inbox inbox) {
        return new TellOfSignIn(inbox).consumer();
    }
}
