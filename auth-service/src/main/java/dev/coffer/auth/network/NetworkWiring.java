package dev.coffer.auth.network;

import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Setting;
import dev.coffer.core.identity.NetworkRange;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
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

    /** @param trustedProxies before the pages and endpoints for applications: ranges such as 10.0.0.0/8, with commas */
    @Bean
    HttpClients httpClients(@Value("${coffer.auth.trusted-proxies:}") List<String> trustedProxies) {
        return new HttpClients(trustedProxies.stream()
                .map(String::strip)
                .filter(range -> !range.isEmpty())
                .map(NetworkRange::parse)
                .toList());
    }

    @Bean
    NetworkLimits networkLimits(
            RedisNetworkCounts redis,
            Setting<NetworkSettings> networkSettings,
            MeterRegistry meters,
            Clock clock,
            @Value("${coffer.edge-secret:}") String edgeSecret) {
        if (edgeSecret.isBlank()) {
            LOG.warn(
                    "coffer.edge-secret is not set: where requests to the API come from is unknown, and none is limited by it."
                            + " Give the gateway and the services the same one.");
        }
        NetworkCounts counts = new RedisOrOwnCounts(redis, new InMemoryNetworkCounts(), meters);
        return new NetworkLimits(counts, networkSettings, meters, clock);
    }
}
