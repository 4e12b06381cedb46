package dev.coffer.payment.closing;

import dev.coffer.payment.ledger.Bet;
import dev.coffer.payment.ledger.Bets;
import dev.coffer.payment.ledger.Transfers.TransferBounds;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletOwner;
import dev.coffer.payment.ledger.Wallets;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at what a user has here. */
final class FindObstacles {

    private static final int PAGE = 100;
    /** Bets are looked through from the newest on; one that is older than so many is taken for settled. */
    private static final int MOST_PAGES = 1_000;

    private final Wallets wallets;
    private final Bets bets;
    private final PendingDeposits deposits;

    FindObstacles(Wallets wallets, Bets bets, PendingDeposits deposits) {
        this.wallets = wallets;
        this.bets = bets;
        this.deposits = deposits;
    }

    /** The user's wallets that are not closed. */
    List<Wallet> wallets(String tenantId, String userId) {
        return wallets.ofOwners(tenantId, List.of(new WalletOwner.User(userId))).stream()
                .filter(wallet -> wallet.status() != Wallet.Status.CLOSED)
                .toList();
    }

    /** @param frozenHere wallets that this service itself has frozen for the closing */
    @Nullable
    Obstacle find(String tenantId, String userId, Collection<String> frozenHere) {
        List<Wallet> open = wallets(tenantId, userId);
        if (open.stream().anyMatch(wallet -> !wallet.pockets().isEmpty())) {
            return Obstacle.WALLET_NOT_EMPTY;
        }
        if (open.stream()
                .anyMatch(wallet -> wallet.status() == Wallet.Status.FROZEN && !frozenHere.contains(wallet.id()))) {
            return Obstacle.WALLET_FROZEN;
        }
        if (deposits.hasAny(tenantId, userId)) {
            return Obstacle.DEPOSIT_PENDING;
        }
        return hasOpenBet(tenantId, open.stream().map(Wallet::id).toList()) ? Obstacle.BET_OPEN : null;
    }

    private boolean hasOpenBet(String tenantId, List<String> walletIds) {
        String before = null;
        for (int page = 0; page < MOST_PAGES && !walletIds.isEmpty(); page++) {
            List<Bet> some = bets.ofWallets(tenantId, walletIds, new TransferBounds(before, null, PAGE, false));
            if (some.stream().anyMatch(bet -> bet.status() == Bet.Status.OPEN)) {
                return true;
            }
            if (some.size() < PAGE) {
                return false;
            }
            before = some.getLast().placedBy();
        }
        return false;
    }
}
