package dev.coffer.core.operations;

import dev.coffer.core.paging.Pages;
import dev.coffer.core.permission.MongoDenials;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Gives the field for denials to every service that keeps them. */
@AutoConfiguration(
        beforeName = "com.netflix.graphql.dgs.springgraphql.autoconfig.DgsSpringGraphQLAutoConfiguration",
        afterName = {"dev.coffer.core.permission.DenialsWiring", "dev.coffer.core.paging.CofferPagingAutoConfiguration"
        })
@ConditionalOnClass(name = "com.netflix.graphql.dgs.DgsComponent")
@ConditionalOnWebApplication
@ConditionalOnProperty("coffer.mongodb.uri")
class DenialFieldsWiring {

    @Bean
    DenialFetcher denialFetcher(@Value("${coffer.service}") String service, MongoDenials denials, Pages pages) {
        return new DenialFetcher(new DenialFields(new ServiceName(service)), denials, pages);
    }
}
