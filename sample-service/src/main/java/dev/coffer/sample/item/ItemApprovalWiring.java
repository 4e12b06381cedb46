// [sagas]
package dev.coffer.sample.item;

import dev.coffer.core.events.Outbox;
import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.Sagas;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ItemApprovalWiring.ItemApprovalProperties.class)
class ItemApprovalWiring {

    /** @param within how long a new one waits for its approval before it is removed */
    @ConfigurationProperties("coffer.sample.item-approval")
    record ItemApprovalProperties(@DefaultValue("24h") Duration within) {

        ItemApprovalProperties {
            if (!within.isPositive()) {
                throw new IllegalArgumentException("coffer.sample.item-approval.within must be positive: " + within);
            }
        }
    }

    @Bean
    Saga<ItemApproval> itemApproval(
            // [events]
            Outbox outbox,
            // [/events]
            MongoItems origin,
            ItemApprovalProperties properties,
            Clock clock) {
        Items items = origin;
        // [events]
        items = new ToldItems(items, outbox);
        // [/events]
        return new ItemApprovalSteps(items, properties.within(), clock).saga();
    }

    @Bean
    ApproveItem approveItem(
            Items items, FindItems find, Sagas sagas, Saga<ItemApproval> approval, Transactions transactions) {
        return new ApproveItem(items, find, sagas, approval, transactions);
    }
}
// [/sagas]
