package dev.coffer.payment.limit;

import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.events.Consumer;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.Usages;
import dev.coffer.payment.usage.Tier;
import java.time.Clock;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitWiring.LimitProperties.class)
class LimitWiring {

    /** @param unknownTier of users of whom kyc-service has not told; see docs/adr/0037 */
    @ConfigurationProperties("coffer.payment.limits")
    record LimitProperties(@DefaultValue("NONE") Tier unknownTier) {}

    @Bean
    TenantTerms tenantTerms(LiveSettings settings, LimitProperties properties) {
        return new TenantTerms(
                settings.declare(
                                LimitSettings.class,
                                LimitSettings.KEY,
                                "What the house lets every user do, and what everything counts.")
                        .onceRead(),
                settings.declare(TierSettings.class, TierSettings.KEY, "What each tier of verification allows.")
                        .onceRead(),
                properties.unknownTier());
    }

    @Bean
    Limits limits(TenantTerms terms, Usages usages, Clock clock) {
        return new Limits(terms, usages, clock);
    }

    @Bean
    Consumer tiersOfUsers(Bookings bookings) {
        return new FollowTiers(bookings).consumer();
    }

    @Bean
    ManageLimits manageLimits(TenantTerms terms, Usages usages, Bookings bookings, Clock clock) {
        return new ManageLimits(terms, usages, bookings, clock);
    }
}
