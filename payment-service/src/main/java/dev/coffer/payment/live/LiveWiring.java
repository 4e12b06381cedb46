package dev.coffer.payment.live;

import dev.coffer.core.ops.PhasedLifecycle;
import dev.coffer.payment.ledger.Transfers;
import dev.coffer.payment.ledger.Wallets;
import dev.coffer.payment.wallet.FindWallets;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveWiring.LiveProperties.class)
class LiveWiring {

    /** See {@link LiveSettings}. */
    @ConfigurationProperties("coffer.payment.live")
    record LiveProperties(
            @DefaultValue("20") int perUser,
            @DefaultValue("10000") int perReplica,
            @DefaultValue("100") int waiting) {

        LiveSettings settings() {
            return new LiveSettings(perUser, perReplica, waiting);
        }
    }

    @Bean
    LiveChanges liveChanges(LiveProperties properties, MeterRegistry meters) {
        LiveChanges changes = new LiveChanges(properties.settings());
        Gauge.builder("coffer.payment.live.subscriptions", changes, LiveChanges::count)
                .description("subscriptions to changes of wallets at this replica")
                .register(meters);
        return changes;
    }

    @Bean
    FollowWallets followWallets(
            LiveChanges changes, Wallets wallets, FindWallets findWallets, LiveProperties properties) {
        return new FollowWallets(changes, wallets, findWallets, properties.settings());
    }

    @Bean
    FollowTransfers followTransfers(LiveChanges changes, Transfers transfers, LiveProperties properties) {
        return new FollowTransfers(changes, transfers, properties.settings());
    }

    /** Before the web server stops, which waits for requests under way: these would never end. */
    @Bean
    PhasedLifecycle liveChangesLifecycle(LiveChanges changes) {
        return PhasedLifecycle.stopping(PhasedLifecycle.BEFORE_WEB_SERVER, changes::stop);
    }
}
