package dev.coffer.notification.topic;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.store.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TopicWiring {

    @Bean
    MongoTopicLog topicLog(MongoDatabase database) {
        return new MongoTopicLog(database);
    }

    @Bean
    EventType<TopicTold> topicTold() {
        return new EventType<>(TopicTold.TYPE, 1, TopicTold.class);
    }

    @Bean
    TellTopic tellTopic(TopicLog log, Outbox outbox, Transactions transactions) {
        return new TellTopic(log, outbox, transactions);
    }

    @Bean
    TopicTails topicTails(TopicLog log) {
        return new TopicTails(log);
    }
}
