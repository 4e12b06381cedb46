package dev.coffer.core.operations;

import dev.coffer.core.events.DeadLetters;
import dev.coffer.core.events.Replays;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.saga.Sagas;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Gives the operators' fields to every service that has events and sagas. */
@AutoConfiguration(
        beforeName = "com.netflix.graphql.dgs.springgraphql.autoconfig.DgsSpringGraphQLAutoConfiguration",
        afterName = {"dev.coffer.core.events.EventsWiring", "dev.coffer.core.saga.SagaWiring"})
@ConditionalOnClass(name = "com.netflix.graphql.dgs.DgsComponent")
@ConditionalOnWebApplication
@ConditionalOnProperty({"coffer.mongodb.uri", "coffer.redis.uri"})
class OperationsWiring {

    @Bean
    OperatorFetcher operatorFetcher(@Value("${coffer.service}") String service, DeadLetters deadLetters, Pages pages) {
        return new OperatorFetcher(new OperatorFields(new ServiceName(service)), deadLetters, pages);
    }

    @Bean
    ReplayFetcher replayFetcher(@Value("${coffer.service}") String service, Replays replays, Pages pages) {
        return new ReplayFetcher(new OperatorFields(new ServiceName(service)), replays, pages);
    }

    @Bean
    SagaFetcher sagaFetcher(@Value("${coffer.service}") String service, Sagas sagas, Pages pages) {
        return new SagaFetcher(new SagaFields(new ServiceName(service)), sagas, pages);
    }
}
