package dev.coffer.core.operations;

import dev.coffer.core.events.DeadLetters;
import dev.coffer.core.events.Replays;
import dev.coffer.core.paging.Pages;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Gives the operators' fields to every service that has events. */
@AutoConfiguration(
        beforeName = "com.netflix.graphql.dgs.springgraphql.autoconfig.DgsSpringGraphQLAutoConfiguration",
        afterName = "dev.coffer.core.events.EventsWiring")
@ConditionalOnClass(name = "com.netflix.graphql.dgs.DgsComponent")
@ConditionalOnWebApplication
@ConditionalOnProperty({"coffer.mongodb.uri", "coffer.redis.uri"})
class OperationsWiring {

    @Bean
    OperatorFetcher operatorFetcher(
            @Value("${coffer.service}") String service, DeadLetters deadLetters, Replays replays, Pages pages) {
        return new OperatorFetcher(new OperatorFields(service), deadLetters, replays, pages);
    }
}
