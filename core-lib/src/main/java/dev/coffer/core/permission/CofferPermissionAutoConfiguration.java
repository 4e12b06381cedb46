package dev.coffer.core.permission;

import dev.coffer.access.BuiltInRoles;
import dev.coffer.access.CompiledPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Wires the room into every DGS service. A service whose schema leaves a field undecided, or names an owner that is not there, does not start. */
@AutoConfiguration(
        beforeName = "com.netflix.graphql.dgs.springgraphql.autoconfig.DgsSpringGraphQLAutoConfiguration",
        afterName = {"dev.coffer.core.ops.CofferOpsAutoConfiguration", "dev.coffer.core.permission.DenialsWiring"})
@ConditionalOnClass(name = "com.netflix.graphql.dgs.DgsComponent")
@ConditionalOnWebApplication
public class CofferPermissionAutoConfiguration {

    @Bean
    CompiledPolicy policy() {
        return BuiltInRoles.policy().compile();
    }

    @Bean
    Permissions permissions(
            CompiledPolicy policy, MeterRegistry metrics, ObjectProvider<StoredDenials> denials, Clock clock) {
        DenialRecord stored = denials.getIfAvailable();
        return new Permissions(policy, metrics, stored == null ? DenialRecord.NONE : stored, clock);
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
