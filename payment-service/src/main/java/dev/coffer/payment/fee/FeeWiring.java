package dev.coffer.payment.fee;

import dev.coffer.core.config.LiveSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FeeWiring {

    @Bean
    Fees fees(LiveSettings settings) {
        return new Fees(settings.declare(FeeSettings.class, FeeSettings.KEY, "What moving money costs.")
                .onceRead());
    }
}
