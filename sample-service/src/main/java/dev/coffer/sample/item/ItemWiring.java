package dev.coffer.sample.item;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Setting;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.permission.Permissions;
import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.Sagas;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@Configuration(proxyBeanMethods = false)
class ItemWiring {

    @Bean
    MongoItems mongoItems(MongoDatabase database, Pages pages) {
        return new MongoItems(database, pages);
    }

    /** What is done whenever one is made or changed is added around the store, in its transaction. */
    @Bean
    @Primary
    Items items(
            // [events]
            Outbox outbox,
            // [/events]
            // [sagas]
            Sagas sagas,
            Saga<ItemApproval> approval,
            // [/sagas]
            MongoItems origin) {
        Items items = origin;
        // [events]
        items = new ToldItems(items, outbox);
        // [/events]
        // [sagas]
        items = new WaitingItems(items, sagas, approval);
        // [/sagas]
        return items;
    }

    @Bean
    Setting<ItemSettings> itemSettings(LiveSettings settings) {
        return settings.declare(ItemSettings.class, ItemSettings.KEY, "What limits the items of a user.");
    }

    @Bean
    FindItems findItems(Items items, Permissions permissions) {
        return new FindItems(items, permissions);
    }

    @Bean
    CreateItem createItem(
            Items items, Setting<ItemSettings> settings, Transactions transactions, Ids ids, Clock clock) {
        return new CreateItem(items, settings, transactions, ids, clock);
    }

    @Bean
    RenameItem renameItem(Items items, FindItems find, Transactions transactions) {
        return new RenameItem(items, find, transactions);
    }

    @Bean
    RemoveItem removeItem(Items items, FindItems find, Transactions transactions, Clock clock) {
        return new RemoveItem(items, find, transactions, clock);
    }
}
