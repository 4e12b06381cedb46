package dev.coffer.bonus.award;

import dev.coffer.core.events.EventType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this service tells of awards; see {@link AwardEvents}. */
@Configuration(proxyBeanMethods = false)
class AwardEventsWiring {

    @Bean
    EventType<AwardEvents.Awarded> bonusAwarded() {
        return new EventType<>("bonus.awarded", 1, AwardEvents.Awarded.class);
    }

    @Bean
    EventType<AwardEvents.Activated> bonusActivated() {
        return new EventType<>("bonus.activated", 1, AwardEvents.Activated.class);
    }

    @Bean
    EventType<AwardEvents.Progressed> bonusProgressed() {
        return new EventType<>("bonus.progressed", 1, AwardEvents.Progressed.class);
    }

    @Bean
    EventType<AwardEvents.RequirementsMet> bonusRequirementsMet() {
        return new EventType<>("bonus.requirements-met", 1, AwardEvents.RequirementsMet.class);
    }

    @Bean
    EventType<AwardEvents.Closing> bonusClosing() {
        return new EventType<>("bonus.closing", 1, AwardEvents.Closing.class);
    }

    @Bean
    EventType<AwardEvents.Settled> bonusSettled() {
        return new EventType<>("bonus.settled", 1, AwardEvents.Settled.class);
    }

    @Bean
    EventType<AwardEvents.Converted> bonusConverted() {
        return new EventType<>("bonus.converted", 1, AwardEvents.Converted.class);
    }

    @Bean
    EventType<AwardEvents.Expired> bonusExpired() {
        return new EventType<>("bonus.expired", 1, AwardEvents.Expired.class);
    }

    @Bean
    EventType<AwardEvents.Forfeited> bonusForfeited() {
        return new EventType<>("bonus.forfeited", 1, AwardEvents.Forfeited.class);
    }

    @Bean
    EventType<AwardEvents.Cancelled> bonusCancelled() {
        return new EventType<>("bonus.cancelled", 1, AwardEvents.Cancelled.class);
    }
}
