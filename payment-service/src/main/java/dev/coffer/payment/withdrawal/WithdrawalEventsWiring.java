package dev.coffer.payment.withdrawal;

import dev.coffer.core.events.EventType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The types of {@link WithdrawalEvents}. */
@Configuration(proxyBeanMethods = false)
class WithdrawalEventsWiring {

    @Bean
    EventType<WithdrawalEvents.WithdrawalRequested> withdrawalRequested() {
        return new EventType<>("wallet.withdrawal.requested", 1, WithdrawalEvents.WithdrawalRequested.class);
    }

    @Bean
    EventType<WithdrawalEvents.WithdrawalApproved> withdrawalApproved() {
        return new EventType<>("wallet.withdrawal.approved", 1, WithdrawalEvents.WithdrawalApproved.class);
    }

    @Bean
    EventType<WithdrawalEvents.WithdrawalDeclined> withdrawalDeclined() {
        return new EventType<>("wallet.withdrawal.declined", 1, WithdrawalEvents.WithdrawalDeclined.class);
    }

    @Bean
    EventType<WithdrawalEvents.WithdrawalCancelled> withdrawalCancelled() {
        return new EventType<>("wallet.withdrawal.cancelled", 1, WithdrawalEvents.WithdrawalCancelled.class);
    }

    @Bean
    EventType<WithdrawalEvents.WithdrawalFrozen> withdrawalFrozen() {
        return new EventType<>("wallet.withdrawal.frozen", 1, WithdrawalEvents.WithdrawalFrozen.class);
    }

    @Bean
    EventType<WithdrawalEvents.WithdrawalResumed> withdrawalResumed() {
        return new EventType<>("wallet.withdrawal.resumed", 1, WithdrawalEvents.WithdrawalResumed.class);
    }

    @Bean
    EventType<WithdrawalEvents.WithdrawalFailed> withdrawalFailed() {
        return new EventType<>("wallet.withdrawal.failed", 1, WithdrawalEvents.WithdrawalFailed.class);
    }

    @Bean
    EventType<WithdrawalEvents.WithdrawalStuck> withdrawalStuck() {
        return new EventType<>("wallet.withdrawal.stuck", 1, WithdrawalEvents.WithdrawalStuck.class);
    }

    @Bean
    EventType<WithdrawalEvents.WithdrawalSettled> withdrawalSettled() {
        return new EventType<>("wallet.withdrawal.settled", 1, WithdrawalEvents.WithdrawalSettled.class);
    }
}
