package dev.coffer.notification.recipient;

import com.mongodb.client.MongoDatabase;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RecipientWiring {

    @Bean
    MongoRecipients recipients(MongoDatabase database) {
        return new MongoRecipients(database);
    }
}
