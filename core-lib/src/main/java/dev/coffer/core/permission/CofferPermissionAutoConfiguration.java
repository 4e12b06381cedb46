package dev.coffer.core.permission;

import dev.coffer.core.identity.IdentitySettings;
import dev.coffer.core.redis.RedisOrElse;
import dev.coffer.core.seal.GivenMasterKey;
import dev.coffer.core.seal.MasterKey;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Wires the room into every DGS service. A service whose schema leaves a field undecided, or names an owner that is not there, does not start. */
@AutoConfiguration(
        beforeName = "com.netflix.graphql.dgs.springgraphql.autoconfig.DgsSpringGraphQLAutoConfiguration",
        afterName = {"dev.coffer.core.ops.CofferOpsAutoConfiguration", "dev.coffer.core.permission.DenialsWiring"})
@ConditionalOnClass(name = "com.netflix.graphql.dgs.DgsComponent")
@ConditionalOnWebApplication
public class CofferPermissionAutoConfiguration {

    /**
     * @param given the address of an issuer that tells them elsewhere than beside its keys
     * @param masterKey proves to the issuer that we belong to its installation
     */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(Policies.class)
    HttpPolicies policies(
            IdentitySettings identity,
            Clock clock,
            MeterRegistry meters,
            ObjectProvider<MasterKey> masterKey,
            Environment environment,
            @Value("${coffer.identity.policies-uri:}") String given) {
        PolicyPass pass = GivenMasterKey.isIn(environment) ? PolicyPass.of(masterKey.getObject()) : PolicyPass.NONE;
        HttpPolicies followed =
                HttpPolicies.follow(given.isBlank() ? identity.policiesUri() : URI.create(given), pass, clock);
        Gauge.builder("coffer.policies.age", followed, one -> one.age().toMillis() / 1_000.0)
                .baseUnit("seconds")
                .description("Since when this process has not heard which roles tenants have of their own.")
                .register(meters);
        return followed;
    }

    @Bean
    @ConditionalOnProperty("coffer.redis.uri")
    RedisPermitCounts redisPermitCounts(@Value("${coffer.redis.uri}") String redis) {
        return new RedisPermitCounts(redis);
    }

    @Bean
    Permissions permissions(
            Policies policies,
            ObjectProvider<RedisPermitCounts> redis,
            MeterRegistry metrics,
            ObjectProvider<StoredDenials> denials,
            Clock clock) {
        DenialRecord stored = denials.getIfAvailable();
        Decisions decisions = new Decisions(policies, counts(redis.getIfAvailable(), metrics), clock);
        return new Permissions(decisions, metrics, stored == null ? DenialRecord.NONE : stored, clock);
    }

    private static PermitCounts counts(@Nullable RedisPermitCounts redis, MeterRegistry metrics) {
        PermitCounts own = new OwnPermitCounts();
        return redis == null
                ? own
                : new SharedPermitCounts(
                        redis, own, new RedisOrElse("permits by rate", "coffer.permission.redis.away", metrics));
    }

    @Bean
    RuntimeWiringConfigurer permissionDirective(Permissions permissions) {
        return wiring -> wiring.directive(PermissionDirective.NAME, new PermissionDirective(permissions));
    }

    @Bean
    SmartInitializingSingleton permissionCoverage(GraphQlSource source) {
        return () -> {
            PermissionCoverage.require(source.schema());
            OwnerPaths.require(source.schema());
        };
    }
}
