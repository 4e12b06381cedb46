package dev.coffer.scripts.bench;

import dev.coffer.bonus.BonusApplication;
import dev.coffer.core.events.EventsLimits;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The same bonus-service, which takes every event in by a transaction of its own. */
@Configuration(proxyBeanMethods = false)
@Import(BonusApplication.class)
class OneEventATransactionWiring {

    @Bean
    EventsLimits oneAtATime() {
        return EventsLimits.builder().lanes(1, Duration.ZERO).build();
    }
}
