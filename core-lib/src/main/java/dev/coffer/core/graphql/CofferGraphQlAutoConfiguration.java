package dev.coffer.core.graphql;

import com.netflix.graphql.dgs.DgsFederationResolver;
import com.netflix.graphql.dgs.internal.EntityFetcherRegistry;
import dev.coffer.core.identity.EdgeProofs;
import dev.coffer.core.identity.TokenVerifier;
import dev.coffer.core.ids.Ids;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.parser.ParserOptions;
import graphql.schema.TypeResolver;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.graphql.server.WebGraphQlInterceptor;

/** Wires the room into every DGS service. */
@AutoConfiguration(
        beforeName = "com.netflix.graphql.dgs.springgraphql.autoconfig.DgsSpringGraphQLAutoConfiguration",
        afterName = "dev.coffer.core.ops.CofferOpsAutoConfiguration")
@ConditionalOnClass(name = "com.netflix.graphql.dgs.DgsComponent")
@ConditionalOnWebApplication
public class CofferGraphQlAutoConfiguration {

    @Bean
    GraphQlLimits graphQlLimits(Environment environment) {
        GraphQlLimits usual = GraphQlLimits.DEFAULT;
        return new GraphQlLimits(
                setting(environment, "max-depth", usual.maxDepth()),
                setting(environment, "max-fields", usual.maxFields()),
                setting(environment, "max-aliases", usual.maxAliases()),
                setting(environment, "max-tokens", usual.maxTokens()),
                setting(environment, "max-characters", usual.maxCharacters()),
                setting(environment, "cached-characters", usual.cachedCharacters()),
                environment.getProperty("coffer.graphql.request-time", Duration.class, usual.requestTime()));
    }

    private static int setting(Environment environment, String name, int usual) {
        return environment.getProperty("coffer.graphql." + name, Integer.class, usual);
    }

    @Bean
    PreparsedDocumentProvider knownDocuments(GraphQlLimits limits) {
        return new KnownDocuments(limits);
    }

    @Bean
    WebGraphQlInterceptor requestTime(GraphQlLimits limits, MeterRegistry meters) {
        return new RequestTime(limits.requestTime(), meters);
    }

    @Bean
    Instrumentation runningOperation() {
        return new RunningOperation();
    }

    @Bean
    DataFetcherExceptionHandler errorMapper() {
        return new ErrorMapper();
    }

    /** @param edgeSecret what the gateway proves by that it tells a client's address; blank in an installation without it */
    @Bean
    WebGraphQlInterceptor requestEdge(
            TokenVerifier verifier,
            Ids ids,
            ObjectProvider<GraphQlSource> source,
            @Value("${coffer.edge-secret:}") String edgeSecret,
            Clock clock) {
        ReadClient readClient = new ReadClient(EdgeProofs.of(edgeSecret, clock));
        return new RequestEdge(
                verifier, ids, readClient, () -> source.getObject().schema());
    }

    @Bean
    WebGraphQlInterceptor liveStart() {
        return new LiveStart();
    }

    @Bean
    LiveEvents liveEvents(Clock clock) {
        return new LiveEvents(clock);
    }

    @Bean
    RuntimeWiringConfigurer sharedScalars() {
        return wiring -> Scalars.all().forEach(wiring::scalar);
    }

    @Bean
    TypeResolver typesByName() {
        return new GraphQlNames();
    }

    @Bean
    DgsFederationResolver entityResolver(
            EntityFetcherRegistry registry, DataFetcherExceptionHandler errors, ApplicationContext context) {
        return new EntityResolver(registry, errors, context);
    }

    /** graphql-java keeps parser limits per JVM: of services in one JVM, those of the last to start hold for all. */
    @Bean
    ParserOptions parserLimits(GraphQlLimits limits) {
        ParserOptions options = ParserOptions.getDefaultOperationParserOptions()
                .transform(builder -> builder.maxTokens(limits.maxTokens()).maxCharacters(limits.maxCharacters()));
        ParserOptions.setDefaultOperationParserOptions(options);
        return options;
    }
}
