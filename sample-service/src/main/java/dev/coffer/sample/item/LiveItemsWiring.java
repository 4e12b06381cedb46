// [realtime]
package dev.coffer.sample.item;

import dev.coffer.core.ops.PhasedLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LiveItemsWiring {

    @Bean
    LiveItems liveItems() {
        return new LiveItems();
    }

    /** Before the web server stops, which waits for requests under way: these would never end. */
    @Bean
    PhasedLifecycle liveItemsLifecycle(LiveItems live) {
        return PhasedLifecycle.stopping(PhasedLifecycle.BEFORE_WEB_SERVER, live::stop);
    }
}
// [/realtime]
