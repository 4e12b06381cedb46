package dev.coffer.payment.suspension;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SuspensionWiring {

    @Bean
    MongoSuspensions suspensions(MongoDatabase database) {
        return new MongoSuspensions(database);
    }

    @Bean
    Consumer profilesOfUsers(Suspensions suspensions) {
        return new FollowProfiles(suspensions).consumer();
    }
}
