package dev.coffer.payment.bet;

import dev.coffer.core.config.Setting;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Money;
import dev.coffer.core.permission.Permissions;
import dev.coffer.payment.ledger.Bet;
import dev.coffer.payment.ledger.Bets;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.Foreseen;
import dev.coffer.payment.ledger.Idempotency;
import dev.coffer.payment.ledger.KnownBet;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.PlaceBet;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.Selection;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletOwner;
import dev.coffer.payment.limit.Limits;
import dev.coffer.payment.transfer.Mode;
import dev.coffer.payment.usage.CountedAs;
import dev.coffer.payment.wallet.FindWallets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes a stake from a player's wallet, for the player or for whoever runs the game. */
final class AcceptBet {

    private final FindWallets wallets;
    private final Permissions permissions;
    private final Bookings bookings;
    private final Limits limits;
    private final Bets bets;
    private final Setting<BetSettings> settings;

    AcceptBet(
            FindWallets wallets,
            Permissions permissions,
            Bookings bookings,
            Limits limits,
            Bets bets,
            Setting<BetSettings> settings) {
        this.wallets = wallets;
        this.permissions = permissions;
        this.bookings = bookings;
        this.limits = limits;
        this.bets = bets;
        this.settings = settings;
    }

    /**
     * @param betId the game's own reference
     * @param stake more than zero
     * @param roundId the game's round, or null
     * @param selections what the player chose
     * @param key the client's
     * @param mode whether it is only looked at
     */
    record Order(
            Caller caller,
            String walletId,
            String betId,
            Money stake,
            String gameId,
            @Nullable String roundId,
            List<Selection> selections,
            String key,
            Mode mode) {}

    /**
     * What the ledger answers, a refusal too, stands for all repeats. The same bet under another key is the same bet.
     *
     * @throws CodedException NOT_FOUND when there is no such wallet of a user, or none that the caller may place bets from;
     *     UNAVAILABLE
     */
    BetResult accept(Order order) {
        PlaceBet command = command(order, wallet(order.caller(), order.walletId()));
        return order.mode() == Mode.DRY_RUN ? foresee(command) : place(command);
    }

    private BetResult place(PlaceBet command) {
        return switch (bookings.post(command)) {
            case PostResult.Posted posted -> new BetResult.Standing(placed(command));
            case PostResult.Refused refused -> {
                Bet known = known(command, refused);
                yield known == null ? new BetResult.Refused(refused) : new BetResult.Standing(known);
            }
        };
    }

    private BetResult foresee(PlaceBet command) {
        Foreseen foreseen = bookings.foresee(command);
        KnownBet bet = foreseen.bet();
        return switch (foreseen.result()) {
            case PostResult.Posted(Transfer transfer) ->
                bet == null ? new BetResult.WouldStand(placed(command), null) : new BetResult.WouldStand(bet, transfer);
            case PostResult.Refused refused -> {
                Bet known = known(command, refused);
                yield known == null ? new BetResult.Refused(refused) : new BetResult.WouldStand(known, null);
            }
        };
    }

    /** The same bet, where it was placed under another key. */
    private @Nullable Bet known(PlaceBet command, PostResult.Refused refused) {
        Bet known = refused.code() == LedgerRefusal.BET_EXISTS ? placed(command) : null;
        return known != null && known.isOf(command) ? known : null;
    }

    private Wallet wallet(Caller caller, String walletId) {
        Wallet wallet = wallets.ofUser(caller, walletId, "input.walletId");
        String player = ((WalletOwner.User) wallet.owner()).userId();
        if (!permissions.permits(caller, "bet", "place", player)) {
            permissions.recordDenial(caller, "bet", "place", player);
            throw CodedException.notFound("wallet", walletId);
        }
        return wallet;
    }

    private PlaceBet command(Order order, Wallet wallet) {
        Caller caller = order.caller();
        Money stake = order.stake();
        List<String> asked = new ArrayList<>(List.of(
                "placeBet",
                wallet.id(),
                order.betId(),
                Long.toString(stake.minor()),
                stake.currency().code(),
                order.gameId(),
                Objects.requireNonNullElse(order.roundId(), "")));
        order.selections().forEach(selection -> asked.add(selection.text()));
        return new PlaceBet(
                new KnownBet.Key(caller.tenantId(), order.betId()),
                Idempotency.of("user:" + caller.userId(), order.key(), asked.toArray(String[]::new)),
                wallet.id(),
                stake,
                settings.of(caller.tenantId()).pockets(),
                order.gameId(),
                order.roundId(),
                caller.userId(),
                limits.counted(caller.tenantId(), ((WalletOwner.User) wallet.owner()).userId(), CountedAs.BET, stake),
                order.selections());
    }

    private Bet placed(PlaceBet command) {
        return (Bet) Objects.requireNonNull(bets.find(command.key()));
    }
}
