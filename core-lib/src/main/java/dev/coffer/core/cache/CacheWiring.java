package dev.coffer.core.cache;

import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.InvalidAddress;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** Gives a service its {@link Caches} when it first asks for them, over the Redis of {@code coffer.redis.uri} if it is set. */
@AutoConfiguration
class CacheWiring {

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    Caches caches(Environment environment, MeterRegistry registry, Ids ids) {
        String redis = environment.getProperty("coffer.redis.uri", "");
        if (redis.isBlank()) {
            return Caches.inMemory(registry, ids);
        }
        try {
            return Caches.over(redis, registry, ids);
        } catch (IllegalArgumentException invalid) {
            throw new InvalidAddress(
                    "coffer.redis.uri is no address such as redis://host:6379: " + invalid.getMessage(), invalid);
        }
    }
}
