package dev.coffer.bonus.bulk;

import com.mongodb.client.MongoDatabase;
import dev.coffer.bonus.offer.GiveByOperator;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.graphql.LiveFollowers;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BulkWiring.BulkProperties.class)
class BulkWiring {

    /** See {@link WorkBulksOff.Settings}. */
    @ConfigurationProperties("coffer.bonus.bulk")
    record BulkProperties(
            @DefaultValue("1s") Duration every,
            @DefaultValue("30s") Duration lease) {}

    @Bean
    EventType<BulkProgressed> bonusBulkProgressed() {
        return new EventType<>(BulkProgressed.TYPE, 1, BulkProgressed.class);
    }

    @Bean
    MongoBonusBulks bonusBulks(MongoDatabase database, Pages pages, Currencies currencies) {
        return new MongoBonusBulks(database, pages, currencies);
    }

    @Bean
    BeginBulk beginBulk(BonusBulks bulks, GiveByOperator give, Transactions transactions, Ids ids, Clock clock) {
        return new BeginBulk(bulks, give, transactions, ids, clock);
    }

    @Bean(initMethod = "start")
    WorkBulksOff workBulksOff(
            BonusBulks bulks,
            GiveByOperator give,
            Transactions transactions,
            Outbox outbox,
            Ids ids,
            Clock clock,
            BulkProperties properties) {
        WorkBulksOff.Settings settings = new WorkBulksOff.Settings(properties.every(), properties.lease());
        return new WorkBulksOff(bulks, give, transactions, outbox, clock, settings, ids.next());
    }

    @Bean
    LiveFollowers bulkFollowers() {
        return new LiveFollowers(FollowBulks.LIMITS);
    }

    @Bean
    FollowBulks followBulks(@Qualifier("bulkFollowers") LiveFollowers bulkFollowers, BonusBulks bulks) {
        return new FollowBulks(bulkFollowers, bulks);
    }
}
