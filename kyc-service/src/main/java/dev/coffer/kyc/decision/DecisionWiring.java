package dev.coffer.kyc.decision;

import com.mongodb.client.MongoDatabase;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DecisionWiring {

    @Bean
    MongoDecisionCounts decisionCounts(MongoDatabase database) {
        return new MongoDecisionCounts(database);
    }
}
