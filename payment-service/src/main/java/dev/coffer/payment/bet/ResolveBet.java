package dev.coffer.payment.bet;

import dev.coffer.core.config.Setting;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.Bet;
import dev.coffer.payment.ledger.Bets;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.Foreseen;
import dev.coffer.payment.ledger.ForestalledBet;
import dev.coffer.payment.ledger.Idempotency;
import dev.coffer.payment.ledger.Keyed;
import dev.coffer.payment.ledger.KnownBet;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.RollBackBet;
import dev.coffer.payment.ledger.SettleBet;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.ledger.WalletOwner;
import dev.coffer.payment.limit.Limits;
import dev.coffer.payment.transfer.Mode;
import dev.coffer.payment.usage.Counted;
import dev.coffer.payment.usage.CountedAs;
import dev.coffer.payment.wallet.OperatorRefusal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says what came of a bet, for whoever runs the game or for staff; never for the player. */
final class ResolveBet {

    private final Bets bets;
    private final Bookings bookings;
    private final Limits limits;
    private final Setting<BetSettings> settings;

    ResolveBet(Bets bets, Bookings bookings, Limits limits, Setting<BetSettings> settings) {
        this.bets = bets;
        this.bookings = bookings;
        this.limits = limits;
        this.settings = settings;
    }

    /**
     * @param win zero or more
     * @param isLast whether nothing more comes of the bet
     * @param key the client's
     * @param mode whether it is only looked at
     */
    record Settlement(Caller caller, String betId, Money win, boolean isLast, String key, Mode mode) {}

    /** @param key the client's @param mode whether it is only looked at */
    record Rollback(Caller caller, String betId, String reason, String key, Mode mode) {}

    /** What the ledger answers, a refusal too, stands for all repeats. @throws CodedException UNAVAILABLE */
    BetResult settle(Settlement asked) {
        Idempotency idempotency = Idempotency.of(
                "user:" + asked.caller().userId(),
                asked.key(),
                "settleBet",
                asked.betId(),
                Long.toString(asked.win().minor()),
                asked.win().currency().code(),
                Boolean.toString(asked.isLast()));
        KnownBet.Key key = new KnownBet.Key(asked.caller().tenantId(), asked.betId());
        return resolve(
                asked.caller(),
                key,
                asked.mode(),
                new SettleBet(
                        key,
                        idempotency,
                        asked.win(),
                        asked.isLast(),
                        asked.caller().userId(),
                        won(key, asked.win())));
    }

    /** What a win counts for the player; null where the bet is not known, and the ledger will say so. */
    private @Nullable Counted won(KnownBet.Key key, Money win) {
        return bets.find(key) instanceof Bet bet && bet.player() instanceof WalletOwner.User player
                ? limits.counted(key.tenantId(), player.userId(), CountedAs.WIN, win)
                : null;
    }

    /** As {@link #settle}; a bet that has not come yet is refused when it comes. */
    BetResult rollBack(Rollback asked) {
        Caller caller = asked.caller();
        Idempotency idempotency =
                Idempotency.of("user:" + caller.userId(), asked.key(), "rollbackBet", asked.betId(), asked.reason());
        KnownBet.Key key = new KnownBet.Key(caller.tenantId(), asked.betId());
        return resolve(
                caller,
                key,
                asked.mode(),
                new RollBackBet(
                        key,
                        idempotency,
                        settings.of(caller.tenantId()).rollbackWithin(),
                        asked.reason(),
                        caller.userId()));
    }

    private BetResult resolve(Caller caller, KnownBet.Key key, Mode mode, Keyed command) {
        if (bets.find(key) instanceof Bet bet && OperatorRefusal.isOwn(caller, bet.player())) {
            return new BetResult.NotByPlayer();
        }
        if (mode == Mode.DRY_RUN) {
            return foresee(key, command);
        }
        return switch (bookings.post(command)) {
            case PostResult.Posted posted -> standing(key);
            case PostResult.Refused refused ->
                refused.code() == LedgerRefusal.BET_FORESTALLED ? standing(key) : new BetResult.Refused(refused);
        };
    }

    private BetResult foresee(KnownBet.Key key, Keyed command) {
        Foreseen foreseen = bookings.foresee(command);
        KnownBet bet = foreseen.bet() == null ? bets.find(key) : foreseen.bet();
        return switch (foreseen.result()) {
            case PostResult.Posted(Transfer transfer) ->
                new BetResult.WouldStand(Objects.requireNonNull(bet), foreseen.bet() == null ? null : transfer);
            case PostResult.Refused refused ->
                refused.code() == LedgerRefusal.BET_FORESTALLED
                        ? new BetResult.WouldStand(Objects.requireNonNull(bet), null)
                        : new BetResult.Refused(refused);
        };
    }

    private BetResult standing(KnownBet.Key key) {
        return switch (Objects.requireNonNull(bets.find(key))) {
            case Bet bet -> new BetResult.Standing(bet);
            case ForestalledBet forestalled -> new BetResult.Forestalled(forestalled);
        };
    }
}
