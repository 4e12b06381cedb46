package dev.coffer.notification.post;

import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RateProperties.class)
class PostWiring {

    static final String DEV_MAILBOX = "coffer.notification.dev-mailbox";

    private static final Profiles PRODUCTION = Profiles.of("production");

    @Bean
    @ConditionalOnProperty(name = DEV_MAILBOX, havingValue = "true")
    DevMailbox devMailbox(Clock clock, Environment environment) {
        if (environment.acceptsProfiles(PRODUCTION)) {
            throw new IllegalStateException(
                    DEV_MAILBOX + " is for development: it shows everybody's codes and does not run in production.");
        }
        return new DevMailbox(clock);
    }

    @Bean
    WithoutProvider withoutProvider(ObjectProvider<DevMailbox> mailbox) {
        return new WithoutProvider(mailbox.getIfAvailable());
    }

    @Bean
    RedisRates providerRates(@Value("${coffer.redis.uri}") String redis) {
        return new RedisRates(redis, new LocalRates());
    }

    @Bean
    RatedPosts ratedPosts(RateProperties properties, Rates rates, Clock clock) {
        return new RatedPosts(properties.all(), rates, clock);
    }

    @Bean
    Posts posts(List<ChannelPost> channels) {
        return new Posts(channels);
    }

    @Bean
    PostHealth postHealth(Posts posts) {
        return new PostHealth(posts);
    }
}
