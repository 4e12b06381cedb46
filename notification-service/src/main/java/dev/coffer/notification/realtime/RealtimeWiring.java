package dev.coffer.notification.realtime;

import dev.coffer.core.identity.TokenVerifier;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RealtimeWiring.RealtimeProperties.class)
class RealtimeWiring {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    /** See {@link StreamLimits}. */
    @ConfigurationProperties("coffer.notification.events")
    record RealtimeProperties(
            @DefaultValue("20") int perUser,
            @DefaultValue("10000") int perReplica,
            @DefaultValue("500") int mostBehind,
            @DefaultValue("15s") Duration heartbeat,
            @DefaultValue("1s") Duration check) {

        StreamLimits limits() {
            return new StreamLimits(perUser, perReplica, mostBehind, heartbeat, check);
        }
    }

    @Bean
    StreamLimits streamLimits(RealtimeProperties properties) {
        return properties.limits();
    }

    @Bean
    EventStreams eventStreams(TokenVerifier verifier, StreamLimits limits, MeterRegistry meters) {
        EventStreams streams = new EventStreams(verifier, limits);
        Gauge.builder("coffer.notification.events.streams", streams, EventStreams::count)
                .description("streams of server-sent events at this replica")
                .register(meters);
        return streams;
    }

    /** Before the web server stops, which waits for requests under way: these would never end. */
    @Bean
    SmartLifecycle eventStreamsLifecycle(EventStreams streams) {
        return new SmartLifecycle() {

            private volatile boolean isRunning;

            @Override
            public void start() {
                streams.start();
                isRunning = true;
            }

            @Override
            public void stop() {
                streams.stop(STOP_LIMIT);
                isRunning = false;
            }

            @Override
            public boolean isRunning() {
                return isRunning;
            }

            /** After the notice to balancers, before the web server. */
            @Override
            public int getPhase() {
                return Integer.MAX_VALUE - 1;
            }
        };
    }
}
