package dev.coffer.kyc.tier;

import dev.coffer.core.config.LiveSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TierWiring {

    @Bean
    Tiers tiers(LiveSettings settings) {
        return new Tiers(
                settings.declare(TierSettings.class, TierSettings.KEY, "What each tier of verification allows.")
                        .onceRead(),
                settings.declare(
                                RequirementSettings.class,
                                RequirementSettings.KEY,
                                "What each tier of verification needs.")
                        .onceRead());
    }
}
