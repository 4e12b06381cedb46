// [events]
package dev.coffer.sample.item;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.EventType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ItemEventsWiring {

    @Bean
    EventType<ItemCreated> itemCreated() {
        return new EventType<>(ItemCreated.TYPE, 1, ItemCreated.class);
    }

    @Bean
    EventType<ItemChanged> itemChanged() {
        return new EventType<>(ItemChanged.TYPE, 1, ItemChanged.class);
    }

    @Bean
    EventType<ItemRemoved> itemRemoved() {
        return new EventType<>(ItemRemoved.TYPE, 1, ItemRemoved.class);
    }

    @Bean
    Consumer itemsOfClosedUsers(Items items) {
        return new ForgetItems(items).consumer();
    }
}
// [/events]
