package dev.coffer.auth.stepup;

import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.stepup.StepUpRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StepUpWiring {

    @Bean
    StepUpRules stepUpRules(LiveSettings settings) {
        return new AccountRules(settings.declare(
                        StepUpSettings.class,
                        StepUpSettings.KEY,
                        "Which operations of accounts and administration demand a fresh proof of who asks.")
                .onceRead());
    }
}
