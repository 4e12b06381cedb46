package dev.coffer.payment.deposit;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.permission.Permissions;
import dev.coffer.core.store.Transactions;
import dev.coffer.payment.closing.PendingDeposits;
import dev.coffer.payment.fee.Fees;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.limit.Limits;
import dev.coffer.payment.provider.PaymentProvider;
import dev.coffer.payment.wallet.FindWallets;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DepositWiring.DepositProperties.class)
class DepositWiring {

    /** See {@link DepositSettings}. */
    @ConfigurationProperties("coffer.payment.deposits")
    record DepositProperties(
            @DefaultValue("30s") Duration lease,
            @DefaultValue("6s") Duration patience,
            @DefaultValue("5s") Duration sweepEvery,
            @DefaultValue("100") int sweepBatch,
            @DefaultValue("5s") Duration firstRetry,
            @DefaultValue("15m") Duration longestRetry,
            @DefaultValue("2") int triesBeforeHand) {

        DepositSettings settings() {
            return new DepositSettings(
                    lease, patience, sweepEvery, sweepBatch, firstRetry, longestRetry, triesBeforeHand);
        }
    }

    @Bean
    DepositSettings depositSettings(DepositProperties properties) {
        return properties.settings();
    }

    @Bean
    MongoDeposits deposits(
            MongoDatabase database, Transactions transactions, Outbox outbox, Pages pages, Currencies currencies) {
        return new MongoDeposits(database, transactions, outbox, pages, currencies);
    }

    @Bean
    FindDeposits findDeposits(Deposits deposits, FindWallets wallets, Permissions permissions) {
        return new FindDeposits(deposits, wallets, permissions);
    }

    @Bean
    DepositPosts depositPosts(Limits limits) {
        return new DepositPosts(limits);
    }

    @Bean
    SettleDeposit settleDeposit(
            Deposits deposits, Bookings bookings, DepositPosts posts, DepositSettings settings, Clock clock) {
        return new SettleDeposit(deposits, bookings, posts, settings, clock);
    }

    @Bean
    EventType<DepositSettled> depositSettled() {
        return new EventType<>("wallet.deposit.settled", 1, DepositSettled.class);
    }

    @Bean
    AdvanceDeposit advanceDeposit(
            Deposits deposits,
            PaymentProvider provider,
            Bookings bookings,
            DepositPosts posts,
            DepositSettings settings,
            Clock clock,
            MeterRegistry meters) {
        return new AdvanceDeposit(deposits, provider, bookings, posts, settings, clock, meters);
    }

    @Bean
    HearCharges hearCharges(Deposits deposits, DepositSettings settings, Clock clock, MeterRegistry meters) {
        return new HearCharges(deposits, settings, clock, meters);
    }

    @Bean
    MakeDeposit makeDeposit(
            FindWallets wallets,
            Fees fees,
            Limits limits,
            PaymentProvider provider,
            Deposits deposits,
            AdvanceDeposit advanceDeposit,
            DepositSettings settings,
            Ids ids,
            Clock clock) {
        return new MakeDeposit(wallets, fees, limits, provider, deposits, advanceDeposit, settings, ids, clock);
    }

    /** Stopped before the ledger that it needs. */
    @Bean(initMethod = "start")
    ResumeDeposits resumeDeposits(
            Deposits deposits,
            AdvanceDeposit advanceDeposit,
            DepositSettings settings,
            Clock clock,
            MeterRegistry meters) {
        return new ResumeDeposits(deposits, advanceDeposit, settings, clock, meters);
    }

    @Bean
    PendingDeposits pendingDeposits(Deposits deposits) {
        return (tenantId, userId) -> !deposits.list(
                        tenantId,
                        new Deposits.Filter(DepositStatus.PENDING, false, userId, null, null, null),
                        PageRequest.of(1, null, null, null))
                .edges()
                .isEmpty();
    }
}
