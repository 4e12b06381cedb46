package dev.coffer.payment.transaction;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import dev.coffer.payment.ledger.Pockets;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.wallet.FindWallets;
import dev.coffer.payment.wallet.WalletView;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The fields of {@code history.graphqls}. */
@DgsComponent
class HistoryFetcher {

    private static final int USUAL_LINES = 1_000;

    private final FindWallets findWallets;
    private final ReadHistory readHistory;

    HistoryFetcher(FindWallets findWallets, ReadHistory readHistory) {
        this.findWallets = findWallets;
        this.readHistory = readHistory;
    }

    /** The GraphQL type {@code BalanceAt}. */
    record BalanceAt(String walletId, Instant at, WalletView.BalanceView balance, WalletView.PocketsView pockets) {}

    /** The GraphQL type {@code Statement}. */
    record StatementView(
            String walletId,
            Instant from,
            Instant to,
            WalletView.PocketsView opening,
            WalletView.PocketsView closing,
            int lines,
            String csv,
            @Nullable String endCursor) {}

    @DgsQuery
    BalanceAt balanceAt(
            @InputArgument String walletId, @InputArgument Instant at, DataFetchingEnvironment environment) {
        Wallet wallet = findWallets.readable(Callers.caller(environment), walletId);
        WalletView.PocketsView pockets = view(wallet, readHistory.balancesAt(wallet, at));
        return new BalanceAt(wallet.id(), at, pockets.real(), pockets);
    }

    @DgsQuery
    StatementView statement(
            @InputArgument String walletId,
            @InputArgument Instant from,
            @InputArgument Instant to,
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            DataFetchingEnvironment environment) {
        Wallet wallet = findWallets.readable(Callers.caller(environment), walletId);
        Long afterSeq = after == null ? null : seq(after);
        ReadHistory.Statement statement = readHistory.statement(
                new ReadHistory.Order(wallet, from, to, first == null ? USUAL_LINES : first, afterSeq));
        Long endSeq = statement.endSeq();
        return new StatementView(
                wallet.id(),
                from,
                to,
                view(wallet, statement.opening()),
                view(wallet, statement.closing()),
                statement.lines().size(),
                StatementCsv.write(statement.lines(), afterSeq == null),
                endSeq == null ? null : Long.toString(endSeq));
    }

    /** A place in a book that the caller may read anyway: nothing to hide or to sign. */
    private static long seq(String cursor) {
        try {
            return Long.parseUnsignedLong(cursor);
        } catch (NumberFormatException notOurs) {
            throw CodedException.invalid("after", "'" + cursor + "' is no endCursor of a statement.");
        }
    }

    private static WalletView.PocketsView view(Wallet wallet, Pockets pockets) {
        return WalletView.PocketsView.of(pockets, wallet.currency());
    }
}
