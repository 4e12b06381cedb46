package dev.coffer.payment.bet;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.paging.Position;
import dev.coffer.core.permission.Permissions;
import dev.coffer.payment.ledger.Bet;
import dev.coffer.payment.ledger.Bets;
import dev.coffer.payment.ledger.KnownBet;
import dev.coffer.payment.ledger.Transfers.TransferBounds;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletOwner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds bets as far as the caller may know of them. A stranger's bet and no bet at all look the same. */
final class FindBets {

    private final Bets bets;
    private final Permissions permissions;
    private final Pages pages;

    FindBets(Bets bets, Permissions permissions, Pages pages) {
        this.bets = bets;
        this.permissions = permissions;
        this.pages = pages;
    }

    /** One of the caller's, or any of the tenant's for staff and game providers. @throws CodedException NOT_FOUND */
    Bet readable(Caller caller, String betId) {
        if (betId.isEmpty()
                || betId.length() > KnownBet.Key.MAX_BET_ID
                || !(bets.find(new KnownBet.Key(caller.tenantId(), betId)) instanceof Bet bet)) {
            throw CodedException.notFound("bet", betId);
        }
        String player = playerId(bet);
        if (!permissions.permits(caller, "bet", "read", player)) {
            permissions.recordDenial(caller, "bet", "read", player);
            throw CodedException.notFound("bet", betId);
        }
        return bet;
    }

    /** Bets are placed from users' wallets only. */
    static String playerId(Bet bet) {
        return ((WalletOwner.User) bet.player()).userId();
    }

    /** Newest first. @param wallet one that the caller may read */
    Connection<Bet> page(Wallet wallet, PageRequest request) {
        return pages.page(
                request,
                "bets|" + wallet.tenantId() + '|' + wallet.id(),
                (from, isForward, limit) -> read(wallet, from, isForward, limit),
                bet -> new Position(bet.placedBy(), bet.placedBy()),
                null);
    }

    private List<Bet> read(Wallet wallet, @Nullable Position from, boolean isForward, int limit) {
        String id = from == null ? null : (String) from.id();
        TransferBounds bounds =
                isForward ? new TransferBounds(id, null, limit, false) : new TransferBounds(null, id, limit, true);
        List<Bet> newestFirst = bets.ofWallets(wallet.tenantId(), List.of(wallet.id()), bounds);
        return isForward ? newestFirst : newestFirst.reversed();
    }
}
