package dev.coffer.payment.intent;

import dev.coffer.core.events.EventType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The types of {@link IntentEvents}. */
@Configuration(proxyBeanMethods = false)
class IntentEventsWiring {

    @Bean
    EventType<IntentEvents.IntentHeld> intentHeld() {
        return new EventType<>("payment.intent.held", 1, IntentEvents.IntentHeld.class);
    }

    @Bean
    EventType<IntentEvents.IntentApproved> intentApproved() {
        return new EventType<>("payment.intent.approved", 1, IntentEvents.IntentApproved.class);
    }

    @Bean
    EventType<IntentEvents.IntentDeclined> intentDeclined() {
        return new EventType<>("payment.intent.declined", 1, IntentEvents.IntentDeclined.class);
    }

    @Bean
    EventType<IntentEvents.IntentFailed> intentFailed() {
        return new EventType<>("payment.intent.failed", 1, IntentEvents.IntentFailed.class);
    }

    @Bean
    EventType<IntentEvents.IntentCancelled> intentCancelled() {
        return new EventType<>("payment.intent.cancelled", 1, IntentEvents.IntentCancelled.class);
    }

    @Bean
    EventType<IntentEvents.IntentRefunded> intentRefunded() {
        return new EventType<>("payment.intent.refunded", 1, IntentEvents.IntentRefunded.class);
    }
}
