package dev.coffer.core.stepup;

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

/** Wires the room into every DGS service. One that names rules of its own as a bean demands fresh proofs by them. */
@AutoConfiguration(
        beforeName = "com.netflix.graphql.dgs.springgraphql.autoconfig.DgsSpringGraphQLAutoConfiguration",
        afterName = "dev.coffer.core.ops.CofferOpsAutoConfiguration")
@ConditionalOnClass(name = "com.netflix.graphql.dgs.DgsComponent")
@ConditionalOnWebApplication
public class CofferStepUpAutoConfiguration {

    @Bean
    RuntimeWiringConfigurer stepUpDirective(ObjectProvider<StepUpRules> rules, MeterRegistry meters, Clock clock) {
        StepUpDirective directive = new StepUpDirective(rules.getIfAvailable(() -> StepUpRules.NONE), meters, clock);
        return wiring -> wiring.directive(StepUpDirective.NAME, directive);
    }

    @Bean
    SmartInitializingSingleton stepUpCoverage(GraphQlSource source, ObjectProvider<StepUpRules> rules) {
        return () -> StepUpCoverage.require(
                source.schema(), rules.getIfAvailable(() -> StepUpRules.NONE).kinds());
    }
}
