package dev.coffer.payment.monitor;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.money.Currencies;
import dev.coffer.payment.ledger.Pocket;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.wallet.WalletView;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@code monitor.graphqls} has. */
@DgsComponent
class MonitorFetcher {

    private final ManageMonitors monitors;
    private final Currencies currencies;

    MonitorFetcher(ManageMonitors monitors, Currencies currencies) {
        this.monitors = monitors;
        this.currencies = currencies;
    }

    record CreateBalanceMonitorInput(
            String walletId, @Nullable Pocket pocket, BalanceCondition condition, MoneyInput threshold) {}

    record DeleteBalanceMonitorInput(String walletId, String monitorId) {}

    @DgsMutation
    Object createBalanceMonitor(@InputArgument CreateBalanceMonitorInput input, DataFetchingEnvironment environment) {
        ManageMonitors.Result result = monitors.create(
                Callers.caller(environment),
                input.walletId(),
                Objects.requireNonNullElse(input.pocket(), Pocket.REAL),
                input.condition(),
                input.threshold().toMoney(currencies, "input.threshold"));
        return switch (result) {
            case ManageMonitors.Result.Watching(BalanceMonitor monitor, Wallet wallet) ->
                MonitorView.of(monitor, wallet);
            case ManageMonitors.Result.Refused refused ->
                Refusal.of(refused.code(), refused.code().meaning(), refused.field());
        };
    }

    @DgsMutation
    WalletView deleteBalanceMonitor(
            @InputArgument DeleteBalanceMonitorInput input, DataFetchingEnvironment environment) {
        return new WalletView(monitors.delete(Callers.caller(environment), input.walletId(), input.monitorId()));
    }

    /** One read for each wallet: most requests ask for one. */
    @DgsData(parentType = "Wallet")
    List<MonitorView> balanceMonitors(DataFetchingEnvironment environment) {
        Wallet wallet =
                Objects.requireNonNull(environment.<WalletView>getSource()).wallet();
        return monitors.list(Callers.caller(environment), wallet).stream()
                .map(monitor -> MonitorView.of(monitor, wallet))
                .toList();
    }
}
