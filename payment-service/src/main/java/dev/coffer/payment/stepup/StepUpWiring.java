package dev.coffer.payment.stepup;

import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.stepup.StepUpRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StepUpWiring {

    @Bean
    StepUpRules stepUpRules(LiveSettings settings) {
        return new MoneyRules(settings.declare(
                        StepUpSettings.class,
                        StepUpSettings.KEY,
                        "Which movements of money demand a fresh proof of who asks.")
                .onceRead());
    }
}
