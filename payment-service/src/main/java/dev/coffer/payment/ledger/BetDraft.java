package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;
import dev.coffer.payment.usage.Counting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a command about a bet comes down to; see {@link Draft}. Pure. */
final class BetDraft {

    /** The names of what a bet's transfers have as metadata. */
    static final String GAME = "game";

    static final String ROUND = "round";
    static final String LAST = "last";
    private static final String BY = "by";

    private static final WalletRef GAMES = WalletRef.house(HouseAccount.GAMES);

    private BetDraft() {}

    /** How the stake splits is known once the wallet is: before, it is a draft that names the right wallets. */
    static Draft place(PlaceBet command, Subjects subjects) {
        Money amount = command.stake();
        KnownBet known = subjects.bet(command.key());
        if (known != null) {
            return isRolledBack(known)
                    ? rolledBack(command.key())
                    : no(LedgerRefusal.BET_EXISTS, "Bet " + command.key().betId() + " was placed before.");
        }
        if (!amount.isPositive()) {
            return no(LedgerRefusal.AMOUNT_NOT_POSITIVE, "A stake of " + amount + " cannot be placed.");
        }
        Wallet wallet = subjects.wallet(command.walletId());
        Split stake = wallet == null ? Split.ofReal(amount) : Split.from(wallet, amount, command.order());
        Post post = post(
                command,
                command.key(),
                stake.legs(WalletRef.id(command.walletId()), GAMES, TransferType.BET),
                null,
                placing(command),
                command.counted());
        return new Draft.Bookable(post, booking -> booking.withBet(Bet.placed(command, stake, booking.made())));
    }

    static Draft settle(SettleBet command, Subjects subjects) {
        Money win = command.win();
        KnownBet known = subjects.bet(command.key());
        if (known == null) {
            return no(
                    LedgerRefusal.BET_NOT_FOUND,
                    "There is no bet " + command.key().betId() + ".");
        }
        if (!(known instanceof Bet bet) || isRolledBack(known)) {
            return rolledBack(command.key());
        }
        if (bet.status() == Bet.Status.CLOSED) {
            return no(
                    LedgerRefusal.BET_CLOSED,
                    "Bet " + command.key().betId() + " was settled for the last time before.");
        }
        if (!win.currency().equals(bet.stake().real().currency())) {
            return no(
                    LedgerRefusal.CURRENCY_MISMATCH,
                    "Bet " + command.key().betId() + " is in "
                            + bet.stake().real().currency() + ", not in " + win.currency() + ".");
        }
        if (win.minor() > Long.MAX_VALUE - bet.won().total().minor()) {
            return no(LedgerRefusal.BALANCE_OVERFLOW, "No bet can win " + win + " more.");
        }
        Bet after = bet.settled(win, command.isLast());
        Post post = post(
                command,
                command.key(),
                after.won().minus(bet.won()).legs(GAMES, WalletRef.id(bet.walletId()), TransferType.WIN),
                null,
                metadata(bet.gameId(), bet.roundId(), command.by(), command.isLast()),
                command.counted());
        return new Draft.Bookable(post, booking -> booking.withBet(after));
    }

    /** First the stake comes back, so that it can serve for what is taken. */
    static Draft rollBack(RollBackBet command, Subjects subjects, Instant now) {
        KnownBet known = subjects.bet(command.key());
        if (known == null) {
            ForestalledBet forestalled = new ForestalledBet(command.key(), command.reason(), now);
            return new Draft.Impossible(new Decision.Refusal(
                    LedgerRefusal.BET_FORESTALLED, LedgerRefusal.BET_FORESTALLED.meaning(), null, forestalled));
        }
        if (!(known instanceof Bet bet) || isRolledBack(known)) {
            return rolledBack(command.key());
        }
        if (bet.isTooOld(now, command.longest())) {
            return no(
                    LedgerRefusal.BET_TOO_OLD,
                    "Bet " + command.key().betId() + " was placed at " + bet.at() + "; that is too long ago.");
        }
        WalletRef wallet = WalletRef.id(bet.walletId());
        List<Post.Leg> legs = new ArrayList<>(bet.stake().legs(GAMES, wallet, TransferType.ROLLBACK));
        if (bet.won().total().isPositive()) {
            legs.addAll(bet.won().legs(wallet, GAMES, TransferType.ROLLBACK));
        }
        Post post = post(
                command,
                command.key(),
                legs,
                command.reason(),
                metadata(bet.gameId(), bet.roundId(), command.by(), false),
                bet.room());
        return new Draft.Bookable(post, booking -> booking.withBet(bet.rolledBack()));
    }

    private static boolean isRolledBack(KnownBet known) {
        return switch (known) {
            case Bet bet -> bet.status() == Bet.Status.ROLLED_BACK;
            case ForestalledBet forestalled -> true;
        };
    }

    private static Draft rolledBack(KnownBet.Key key) {
        return no(LedgerRefusal.BET_ROLLED_BACK, "Bet " + key.betId() + " was rolled back.");
    }

    private static Post post(
            Keyed command,
            KnownBet.Key key,
            List<Post.Leg> legs,
            @Nullable String reason,
            Map<String, String> metadata,
            @Nullable Counting counting) {
        return new Post(
                key.tenantId(),
                command.idempotency(),
                command.type(),
                legs,
                reason,
                metadata,
                Links.ofBet(key.betId()),
                counting);
    }

    private static Map<String, String> placing(PlaceBet command) {
        Map<String, String> metadata = metadata(command.gameId(), command.roundId(), command.by(), false);
        Selection.addTo(metadata, command.selections());
        return metadata;
    }

    private static Map<String, String> metadata(String gameId, @Nullable String roundId, String by, boolean isLast) {
        Map<String, String> metadata = new HashMap<>(Map.of(GAME, gameId, BY, by));
        if (roundId != null) {
            metadata.put(ROUND, roundId);
        }
        if (isLast) {
            metadata.put(LAST, "true");
        }
        return metadata;
    }

    private static Draft no(LedgerRefusal code, String message) {
        return new Draft.Impossible(new Decision.Refusal(code, message));
    }
}
