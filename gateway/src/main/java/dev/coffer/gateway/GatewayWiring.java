package dev.coffer.gateway;

import dev.coffer.core.identity.HttpRevocations;
import dev.coffer.core.identity.HttpVerificationKeys;
import dev.coffer.core.identity.IdentitySettings;
import dev.coffer.core.identity.JwtVerifier;
import dev.coffer.core.identity.Revocations;
import dev.coffer.core.trace.Traces;
import dev.coffer.gateway.transport.EdgeIdentity;
import dev.coffer.gateway.transport.GatewayLimits;
import dev.coffer.gateway.transport.GatewayOptions;
import dev.coffer.gateway.transport.GatewayServer;
import dev.coffer.gateway.transport.HttpKeyExchange;
import dev.coffer.gateway.transport.SchemaSource;
import dev.coffer.gateway.transport.SubgraphConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Turns settings into a running gateway. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewayProperties.class)
class GatewayWiring {

    /** The same settings as every service reads. */
    @Bean(destroyMethod = "close")
    Traces traces(Environment environment) {
        return Traces.of(
                "gateway",
                environment.getProperty(
                        "coffer.tracing.endpoint", environment.getProperty("otel.exporter.otlp.endpoint", "")),
                environment.getProperty("coffer.tracing.ratio", Double.class, 1.0));
    }

    /** Where no token is verified here, none is found revoked here either: the subgraphs see to both. */
    @Bean
    Revocations revocations(GatewayProperties settings, Environment environment) {
        if (!settings.verifyTokens()) {
            return Revocations.NONE;
        }
        String given = environment.getProperty("coffer.identity.revocations-uri", "");
        URI address = given.isBlank() ? identity(environment).revocationsUri() : URI.create(given);
        return HttpRevocations.follow(address, Clock.systemUTC());
    }

    @Bean(destroyMethod = "close")
    GatewayServer gatewayServer(
            GatewayProperties settings, Traces traces, Revocations revocations, Environment environment) {
        GatewayOptions options = GatewayOptions.of(source(settings))
                .withAddress(settings.host(), settings.port())
                .withLimits(GatewayLimits.DEFAULT
                        .withTimes(settings.requestTime(), settings.subgraphTime())
                        .withCost(settings.cost().limits()))
                .withIntrospection(settings.introspection())
                .withDevelopment(settings.development())
                .withCsrfGuard(settings.csrfGuard())
                .withTimes(settings.startTime(), settings.drainTime())
                .withTraces(traces)
                .withOverrideLabels(settings.overrideLabels())
                .withSubscriptions(settings.subscriptions().options())
                .withDocuments(settings.documents().options(settings.watch()))
                .withCors(settings.cors().options())
                .withClients(settings.clients()
                        .options(environment.getProperty("coffer.edge-secret", ""), Clock.systemUTC()))
                .withDrainNotice(environment.getProperty("coffer.drain.notice", Duration.class, Duration.ZERO));
        if (settings.verifyTokens()) {
            Clock clock = Clock.systemUTC();
            IdentitySettings identity = identity(environment);
            JwtVerifier verifier =
                    new JwtVerifier(identity, new HttpVerificationKeys(identity.jwksUri(), clock), clock);
            options = options.withIdentity(new EdgeIdentity(verifier, revocations, clock)
                    .withApiKeys(new HttpKeyExchange(keyExchange(identity, environment), clock)));
        }
        return GatewayServer.start(options);
    }

    /** Unless somebody says otherwise it is where the issuer's keys are. */
    private static URI keyExchange(IdentitySettings identity, Environment environment) {
        String given = environment.getProperty("coffer.identity.api-keys-uri", "");
        return given.isBlank() ? identity.jwksUri().resolve(HttpKeyExchange.PATH) : URI.create(given);
    }

    private static SchemaSource source(GatewayProperties settings) {
        if (!settings.supergraph().isEmpty()) {
            return new SchemaSource.SupergraphFile(Path.of(settings.supergraph()), settings.watch());
        }
        if (!settings.config().isEmpty()) {
            return new SchemaSource.Subgraphs(SubgraphConfig.read(Path.of(settings.config())), settings.watch());
        }
        List<SubgraphConfig.Subgraph> subgraphs = settings.subgraphs().stream()
                .map(subgraph -> new SubgraphConfig.Subgraph(
                        subgraph.name(), subgraph.url(), null, null, subgraph.subscriptions()))
                .toList();
        return new SchemaSource.Subgraphs(new SubgraphConfig(subgraphs, settings.poll()), settings.watch());
    }

    /** The same settings, with the same defaults, as every service reads. */
    private static IdentitySettings identity(Environment environment) {
        return new IdentitySettings(
                environment.getProperty("coffer.identity.issuer", "coffer"),
                environment.getProperty("coffer.identity.audience", "coffer-api"),
                URI.create(environment.getProperty(
                        "coffer.identity.jwks-uri", "http://127.0.0.1:9001/.well-known/jwks.json")),
                environment.getProperty("coffer.identity.clock-skew", Duration.class, Duration.ofSeconds(5)));
    }
}
