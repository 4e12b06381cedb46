package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;
import dev.coffer.payment.usage.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stake in a game, and what came of it so far. Changes only together with an entry of the player's wallet, in the same
 * transaction.
 *
 * @param placedBy the id of the transfer that took the stake; sorts by time
 * @param player the owner of {@code walletId}
 * @param roundId the game's round; null when it has none
 * @param stake what was taken from which pocket
 * @param won what was paid into which pocket so far, in the proportion of the stake; still there once it is rolled back
 * @param selections what the player chose
 * @param tally what the stake counted towards the player's limits; null for nothing
 */
public record Bet(
        Key key,
        String placedBy,
        String walletId,
        WalletOwner player,
        String gameId,
        @Nullable String roundId,
        Split stake,
        Split won,
        Status status,
        List<Selection> selections,
        @Nullable Tally tally,
        Instant at,
        long version)
        implements KnownBet {

    public Bet {
        selections = List.copyOf(selections);
    }

    /** How it stands. */
    public enum Status {
        /** Further wins may come. */
        OPEN,
        /** Settled for the last time. */
        CLOSED,
        /** As if it had never been: the stake is back with the player, what was won with the house. */
        ROLLED_BACK
    }

    /** @param booked the transfer that took the stake */
    static Bet placed(PlaceBet command, Split stake, Transfer booked) {
        return new Bet(
                command.key(),
                booked.id(),
                booked.from().walletId(),
                booked.from().owner(),
                command.gameId(),
                command.roundId(),
                stake,
                Split.zero(command.stake().currency()),
                Status.OPEN,
                command.selections(),
                booked.tally(),
                booked.at(),
                1);
    }

    /** Whether a request to place a bet asks for this one. */
    public boolean isOf(PlaceBet command) {
        return key.equals(command.key())
                && walletId.equals(command.walletId())
                && stake.total().equals(command.stake())
                && gameId.equals(command.gameId())
                && Objects.equals(roundId, command.roundId())
                && selections.equals(command.selections());
    }

    boolean isTooOld(Instant now, Duration longest) {
        return at.plus(longest).isBefore(now);
    }

    /** All wins together are in the proportion of the stake, so that parts of them add up to the last smallest unit. */
    Bet settled(Money win, boolean isLast) {
        Split total = stake.inProportion(won.total().plus(win));
        return with(total, isLast ? Status.CLOSED : Status.OPEN);
    }

    /** What a rollback gives back of what the stake counted. Nothing once something was won: that has made room already. */
    @Nullable
    Tally room() {
        return tally == null || won.total().isPositive() ? null : tally.givenBack(1, 1);
    }

    Bet rolledBack() {
        return with(won, Status.ROLLED_BACK);
    }

    private Bet with(Split nowWon, Status nowStatus) {
        return new Bet(
                key,
                placedBy,
                walletId,
                player,
                gameId,
                roundId,
                stake,
                nowWon,
                nowStatus,
                selections,
                tally,
                at,
                version + 1);
    }
}
