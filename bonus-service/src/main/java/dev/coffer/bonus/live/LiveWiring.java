package dev.coffer.bonus.live;

import dev.coffer.bonus.award.Awards;
import dev.coffer.core.graphql.LiveFollowers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveWiring.LiveProperties.class)
class LiveWiring {

    /** See {@link LiveFollowers.Limits}. */
    @ConfigurationProperties("coffer.bonus.live")
    record LiveProperties(
            @DefaultValue("20") int perUser,
            @DefaultValue("10000") int perReplica,
            @DefaultValue("100") int waiting) {}

    @Bean
    LiveFollowers bonusFollowers(LiveProperties properties, MeterRegistry meters) {
        LiveFollowers followers = new LiveFollowers(
                new LiveFollowers.Limits(properties.perUser(), properties.perReplica(), properties.waiting()));
        Gauge.builder("coffer.bonus.live.subscriptions", followers, LiveFollowers::count)
                .description("subscriptions to changes of bonuses at this replica")
                .register(meters);
        return followers;
    }

    @Bean
    FollowBonuses followBonuses(@Qualifier("bonusFollowers") LiveFollowers bonusFollowers, Awards awards) {
        return new FollowBonuses(bonusFollowers, awards);
    }
}
