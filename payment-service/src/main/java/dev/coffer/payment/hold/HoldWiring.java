package dev.coffer.payment.hold;

import dev.coffer.core.paging.Pages;
import dev.coffer.core.permission.Permissions;
import dev.coffer.payment.fee.Fees;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.Holds;
import dev.coffer.payment.ledger.Transfers;
import dev.coffer.payment.ledger.Wallets;
import dev.coffer.payment.limit.Limits;
import dev.coffer.payment.transfer.FindParties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HoldWiring.HoldProperties.class)
class HoldWiring {

    /** See {@link HoldSettings}. */
    @ConfigurationProperties("coffer.payment.holds")
    record HoldProperties(
            @DefaultValue("7d") Duration defaultTime,
            @DefaultValue("30d") Duration longestTime,
            @DefaultValue("2s") Duration sweepEvery,
            @DefaultValue("100") int sweepBatch) {

        HoldSettings settings() {
            return new HoldSettings(defaultTime, longestTime, sweepEvery, sweepBatch);
        }
    }

    @Bean
    HoldSettings holdSettings(HoldProperties properties) {
        return properties.settings();
    }

    @Bean
    FindHolds findHolds(Holds holds, Wallets wallets, Permissions permissions, Pages pages) {
        return new FindHolds(holds, wallets, permissions, pages);
    }

    @Bean
    PlaceHold placeHold(
            FindParties parties,
            Fees fees,
            Limits limits,
            Bookings bookings,
            Transfers transfers,
            Holds holds,
            HoldSettings settings,
            Clock clock) {
        return new PlaceHold(parties, fees, limits, bookings, transfers, holds, settings, clock);
    }

    @Bean
    SettleHold settleHold(Holds holds, FindHolds findHolds, Permissions permissions, Bookings bookings) {
        return new SettleHold(holds, findHolds, permissions, bookings);
    }

    /** Stopped before the ledger that it needs. */
    @Bean(initMethod = "start")
    ExpireHolds expireHolds(Holds holds, Bookings bookings, HoldSettings settings, Clock clock, MeterRegistry meters) {
        return new ExpireHolds(holds, bookings, settings, clock, meters);
    }
}
