package dev.coffer.notification.presence;

import dev.coffer.core.ids.Ids;
import dev.coffer.core.ops.PhasedLifecycle;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
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
    PhasedLifecycle presenceLifecycle(PresentHere present) {
        // After everybody was told to leave.
        return new PhasedLifecycle(PhasedLifecycle.BEFORE_WEB_SERVER - 2, present::start, present::stop);
    }
}
