// [webhooks]
package dev.coffer.sample.item;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.Endings;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.webhook.RedisSeenDeliveries;
import dev.coffer.core.webhook.SeenDeliveries;
import dev.coffer.core.webhook.WebhookLimits;
import dev.coffer.core.webhook.WebhookSecret;
import dev.coffer.core.webhook.WebhookVerifier;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ItemWebhookWiring.ItemWebhookProperties.class)
class ItemWebhookWiring {

    /**
     * @param secret what the partner signs with; the webhook is not there without it
     * @param formerSecret counts as well while the partner changes over
     * @param tenant whose items the partner may name
     */
    @ConfigurationProperties("coffer.sample.item-webhook")
    record ItemWebhookProperties(
            @DefaultValue("") String secret,
            @DefaultValue("") String formerSecret,
            @DefaultValue("main") String tenant) {

        List<WebhookSecret> secrets() {
            return List.of(secret, formerSecret).stream()
                    .filter(text -> !text.isBlank())
                    .map(WebhookSecret::new)
                    .toList();
        }

        @Override
        public String toString() {
            return "ItemWebhookProperties[secret=***, tenant=" + tenant + "]";
        }
    }

    @Bean(destroyMethod = "close")
    RedisSeenDeliveries itemDeliveries(@Value("${coffer.redis.uri}") String redis) {
        return new RedisSeenDeliveries(redis);
    }

    @Bean
    WebhookVerifier itemVerifier(SeenDeliveries itemDeliveries, Clock clock) {
        return new WebhookVerifier("sample-items", WebhookLimits.DEFAULT, itemDeliveries, clock);
    }

    @Bean
    Endings itemNamesTakenOver(MongoDatabase database) {
        return new Endings(database, "items_names_taken_over");
    }

    @Bean
    TakeOverName itemTakeOverName(Items items, Endings itemNamesTakenOver, Transactions transactions, Clock clock) {
        return new TakeOverName(items, itemNamesTakenOver, transactions, clock);
    }
}
// [/webhooks]
