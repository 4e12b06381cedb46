package dev.coffer.payment.withdrawal;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Setting;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.permission.Permissions;
import dev.coffer.core.store.Transactions;
import dev.coffer.payment.fee.Fees;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.Wallets;
import dev.coffer.payment.limit.Limits;
import dev.coffer.payment.provider.PaymentProvider;
import dev.coffer.payment.suspension.Suspensions;
import dev.coffer.payment.wallet.FindWallets;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WithdrawalWiring.WithdrawalProperties.class)
class WithdrawalWiring {

    /** See {@link WithdrawalSettings}. */
    @ConfigurationProperties("coffer.payment.withdrawals")
    record WithdrawalProperties(
            @DefaultValue("30s") Duration lease,
            @DefaultValue("6s") Duration patience,
            @DefaultValue("5s") Duration sweepEvery,
            @DefaultValue("100") int sweepBatch,
            @DefaultValue("5s") Duration firstRetry,
            @DefaultValue("15m") Duration longestRetry,
            @DefaultValue("12") int payoutTries,
            @DefaultValue("1h") Duration confirmEvery,
            @DefaultValue("14d") Duration confirmWithin) {

        WithdrawalSettings settings() {
            return new WithdrawalSettings(
                    lease,
                    patience,
                    sweepEvery,
                    sweepBatch,
                    firstRetry,
                    longestRetry,
                    payoutTries,
                    confirmEvery,
                    confirmWithin);
        }
    }

    @Bean
    WithdrawalSettings withdrawalSettings(WithdrawalProperties properties) {
        return properties.settings();
    }

    @Bean
    MongoWithdrawals storedWithdrawals(
            MongoDatabase database,
            Transactions transactions,
            Outbox outbox,
            Suspensions suspensions,
            Pages pages,
            Currencies currencies) {
        return new MongoWithdrawals(database, transactions, outbox, suspensions, pages, currencies);
    }

    @Bean
    @Primary
    MeteredWithdrawals withdrawals(@Qualifier("storedWithdrawals") Withdrawals stored, MeterRegistry meters) {
        return new MeteredWithdrawals(stored, meters);
    }

    @Bean
    SettlePayout settlePayout(Withdrawals withdrawals, Clock clock, MeterRegistry meters) {
        return new SettlePayout(withdrawals, clock, meters);
    }

    @Bean
    HearPayouts hearPayouts(Withdrawals withdrawals, SettlePayout settlePayout) {
        return new HearPayouts(withdrawals, settlePayout);
    }

    @Bean
    AdvanceWithdrawal advanceWithdrawal(
            Withdrawals withdrawals,
            PaymentProvider provider,
            Wallets wallets,
            Bookings bookings,
            Limits limits,
            SettlePayout settlePayout,
            WithdrawalSettings settings,
            Clock clock) {
        AskProvider askProvider = new AskProvider(provider, wallets, settlePayout, settings, clock);
        return new AdvanceWithdrawal(withdrawals, askProvider, bookings, limits, settings, clock);
    }

    @Bean
    MakeWithdrawal makeWithdrawal(
            FindWallets wallets,
            Fees fees,
            LiveSettings live,
            PaymentProvider provider,
            Withdrawals withdrawals,
            AdvanceWithdrawal advanceWithdrawal,
            WithdrawalSettings settings,
            Ids ids,
            Clock clock) {
        Setting<ApprovalSettings> approvals = live.declare(
                        ApprovalSettings.class, ApprovalSettings.KEY, "What may leave without approval.")
                .onceRead();
        return new MakeWithdrawal(
                wallets, fees, approvals::of, provider, withdrawals, advanceWithdrawal, settings, ids, clock);
    }

    @Bean
    DecideWithdrawal decideWithdrawal(
            Withdrawals withdrawals,
            Wallets wallets,
            Suspensions suspensions,
            AdvanceWithdrawal advanceWithdrawal,
            WithdrawalSettings settings,
            Clock clock) {
        return new DecideWithdrawal(withdrawals, wallets, suspensions, advanceWithdrawal, settings, clock);
    }

    @Bean
    SettleByHand settleByHand(
            Withdrawals withdrawals, AdvanceWithdrawal advanceWithdrawal, WithdrawalSettings settings, Clock clock) {
        return new SettleByHand(withdrawals, advanceWithdrawal, settings, clock);
    }

    @Bean
    FindWithdrawals findWithdrawals(Withdrawals withdrawals, Permissions permissions) {
        return new FindWithdrawals(withdrawals, permissions);
    }

    /** Stopped before the ledger that it needs. */
    @Bean(initMethod = "start")
    ResumeWithdrawals resumeWithdrawals(
            Withdrawals withdrawals,
            AdvanceWithdrawal advanceWithdrawal,
            Suspensions suspensions,
            WithdrawalSettings settings,
            Clock clock,
            MeterRegistry meters) {
        FreezeWithdrawals freezeWithdrawals = new FreezeWithdrawals(withdrawals, suspensions, clock);
        return new ResumeWithdrawals(withdrawals, advanceWithdrawal, freezeWithdrawals, suspensions, settings, meters);
    }
}
