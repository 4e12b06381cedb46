package dev.coffer.core.ops;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.events.EventsRuntime;
import dev.coffer.core.identity.CachedTokenVerifier;
import dev.coffer.core.identity.HttpRevocations;
import dev.coffer.core.identity.HttpVerificationKeys;
import dev.coffer.core.identity.IdentitySettings;
import dev.coffer.core.identity.JwtVerifier;
import dev.coffer.core.identity.OneTenantVerifier;
import dev.coffer.core.identity.RevocableVerifier;
import dev.coffer.core.identity.Revocations;
import dev.coffer.core.identity.TokenVerifier;
import dev.coffer.core.identity.VerificationKeys;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.Migrations;
import dev.coffer.core.store.StoreReadiness;
import dev.coffer.core.trace.Traces;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The things that every service has: clock, ids, currencies, metrics, the verifier of access tokens, and its ops endpoints. */
@AutoConfiguration
public class CofferOpsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    Ids ids() {
        return Ids.timeOrdered();
    }

    @Bean
    @ConditionalOnMissingBean
    Currencies currencies() {
        return Currencies.builtIn();
    }

    @Bean
    @ConditionalOnMissingBean
    PrometheusMeterRegistry meterRegistry(Environment environment) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().commonTags("service", environment.getProperty("coffer.service", "unknown"));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        return registry;
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Traces traces(Environment environment) {
        return Traces.of(
                environment.getProperty("coffer.service", "unknown"),
                environment.getProperty(
                        "coffer.tracing.endpoint", environment.getProperty("otel.exporter.otlp.endpoint", "")),
                environment.getProperty("coffer.tracing.ratio", Double.class, 1.0));
    }

    @Bean(destroyMethod = "close")
    JvmGcMetrics gcMetrics(PrometheusMeterRegistry registry) {
        JvmGcMetrics metrics = new JvmGcMetrics();
        metrics.bindTo(registry);
        return metrics;
    }

    @Bean
    @ConditionalOnMissingBean
    IdentitySettings identitySettings(Environment environment) {
        return new IdentitySettings(
                environment.getProperty("coffer.identity.issuer", "coffer"),
                environment.getProperty("coffer.identity.audience", "coffer-api"),
                URI.create(environment.getProperty(
                        "coffer.identity.jwks-uri", "http://127.0.0.1:9001/.well-known/jwks.json")),
                environment.getProperty("coffer.identity.clock-skew", Duration.class, Duration.ofSeconds(5)));
    }

    @Bean
    @ConditionalOnMissingBean
    VerificationKeys verificationKeys(IdentitySettings settings, Clock clock) {
        return new HttpVerificationKeys(settings.jwksUri(), clock);
    }

    /** @param given the address of an issuer that publishes revocations elsewhere than beside its keys */
    @Bean
    @ConditionalOnMissingBean(Revocations.class)
    HttpRevocations revocations(
            IdentitySettings settings,
            Clock clock,
            MeterRegistry meters,
            @Value("${coffer.identity.revocations-uri:}") String given) {
        HttpRevocations followed =
                HttpRevocations.follow(given.isBlank() ? settings.revocationsUri() : URI.create(given), clock);
        Gauge.builder("coffer.revocations.age", followed, one -> one.age().toMillis() / 1_000.0)
                .baseUnit("seconds")
                .description("Since when this process has not heard which access tokens are revoked.")
                .register(meters);
        return followed;
    }

    @Bean
    @ConditionalOnMissingBean
    TokenVerifier tokenVerifier(
            IdentitySettings settings,
            VerificationKeys keys,
            Revocations revocations,
            Clock clock,
            @Value("${coffer.tenant:}") String tenant) {
        TokenVerifier verifier = new RevocableVerifier(
                new CachedTokenVerifier(new JwtVerifier(settings, keys, clock), clock), revocations);
        return tenant.isBlank() ? verifier : new OneTenantVerifier(verifier, tenant);
    }

    @Bean
    @ConditionalOnProperty({"coffer.mongodb.uri", "coffer.redis.uri"})
    EventsCheck eventsCheck(EventsRuntime runtime) {
        return new EventsCheck(runtime);
    }

    @Bean
    @ConditionalOnProperty("coffer.mongodb.uri")
    SettingsHealth settingsHealth(LiveSettings settings, Clock clock) {
        return new SettingsHealth(settings, clock);
    }

    @Bean
    @ConditionalOnProperty("coffer.mongodb.uri")
    MongoHealth mongoHealth(
            MongoDatabase database, StoreReadiness readiness, @Value("${coffer.mongodb.uri}") String uri) {
        return new MongoHealth(database, readiness, uri);
    }

    @Bean
    @ConditionalOnProperty("coffer.mongodb.uri")
    StoreMeters storeMeters(StoreReadiness readiness, Migrations migrations, PrometheusMeterRegistry registry) {
        StoreMeters meters = new StoreMeters(readiness, migrations);
        meters.bindTo(registry);
        return meters;
    }

    @Bean
    @ConditionalOnProperty("coffer.mongodb.uri")
    MigrationsCheck migrationsCheck(Migrations migrations) {
        return new MigrationsCheck(migrations);
    }

    @Bean
    @ConditionalOnProperty({"coffer.mongodb.uri", "coffer.redis.uri"})
    RedisHealth redisHealth(EventsRuntime events) {
        return new RedisHealth(events);
    }

    @Bean
    Drain drain(Environment environment) {
        return new Drain(
                environment.getProperty("coffer.service", "unknown"),
                environment.getProperty("coffer.drain.notice", Duration.class, Duration.ZERO));
    }

    @Bean
    StartLine startLine(ObjectProvider<MongoDatabase> database, ObjectProvider<EventsRuntime> events) {
        MongoDatabase own = database.getIfAvailable();
        EventsRuntime runtime = events.getIfAvailable();
        return new StartLine(own == null ? "" : own.getName(), runtime == null ? "" : runtime.redisAddress());
    }

    @Bean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    OpsEndpoints opsEndpoints(
            Environment environment, ObjectProvider<HealthCheck> checks, PrometheusMeterRegistry registry) {
        return new OpsEndpoints(
                environment.getProperty("coffer.service", "unknown"),
                environment.getProperty("coffer.version", "development"),
                checks.orderedStream().toList(),
                registry);
    }
}
