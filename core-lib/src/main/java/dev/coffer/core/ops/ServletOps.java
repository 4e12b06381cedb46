package dev.coffer.core.ops;

import dev.coffer.core.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** What only a service with a web server has. Apart, because the gateway has no servlet classes. */
@AutoConfiguration(after = CofferOpsAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ServletOps {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RequestSpans requestSpans(Environment environment, Traces traces, MeterRegistry meters) {
        return new RequestSpans(environment.getProperty("coffer.service", "unknown"), traces, meters);
    }
}
