package dev.coffer.auth.network;

import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Setting;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NetworkWiring {

    private static final Logger LOG = LoggerFactory.getLogger(NetworkWiring.class);

    @Bean
    Setting<NetworkSettings> networkSettings(LiveSettings settings) {
        return settings.declare(
                NetworkSettings.class,
                NetworkSettings.KEY,
                "How much may come from one network address before it has to wait.");
    }

    @Bean
    RedisNetworkCounts redisNetworkCounts(@Value("${coffer.redis.uri}") String redis) {
        return new RedisNetworkCounts(redis);
    }

    @Bean
    NetworkLimits networkLimits(
            RedisNetworkCounts redis,
            Setting<NetworkSettings> networkSettings,
            MeterRegistry meters,
            Clock clock,
            @Value("${coffer.edge-secret:}") String edgeSecret) {
        if (edgeSecret.isBlank()) {
            LOG.warn("coffer.edge-secret is not set: where requests come from is unknown, and nothing is limited by it."
                    + " Give the gateway and the services the same one.");
        }
        NetworkCounts counts = new RedisOrOwnCounts(redis, new InMemoryNetworkCounts(), meters);
        return new NetworkLimits(counts, networkSettings, meters, clock);
    }
}
