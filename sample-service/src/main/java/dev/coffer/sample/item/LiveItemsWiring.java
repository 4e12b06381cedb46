// [realtime]
package dev.coffer.sample.item;

import org.springframework.context.SmartLifecycle;
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
    SmartLifecycle liveItemsLifecycle(LiveItems live) {
        return new SmartLifecycle() {

            private volatile boolean isRunning;

            @Override
            public void start() {
                isRunning = true;
            }

            @Override
            public void stop() {
                live.stop();
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
// [/realtime]
