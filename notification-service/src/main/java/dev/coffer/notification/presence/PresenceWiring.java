package dev.coffer.notification.presence;

import dev.coffer.core.ids.Ids;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PresenceWiring {

    @Bean(destroyMethod = "close")
    RedisPresences presences(@Value("${coffer.redis.uri}") String redis, Ids ids, Clock clock) {
        return new RedisPresences(redis, ids.next(), clock);
    }

    @Bean
    PresentHere presentHere(Presences presences) {
        return new PresentHere(presences);
    }

    @Bean
    LookAround lookAround(Presences presences) {
        return new LookAround(presences);
    }

    @Bean
    SmartLifecycle presenceLifecycle(PresentHere present) {
        return new SmartLifecycle() {

            private volatile boolean isRunning;

            @Override
            public void start() {
                present.start();
                isRunning = true;
            }

            @Override
            public void stop() {
                present.stop();
                isRunning = false;
            }

            @Override
            public boolean isRunning() {
                return isRunning;
            }

            /** After everybody was told to leave. */
            @Override
            public int getPhase() {
                return Integer.MAX_VALUE - 3;
            }
        };
    }
}
