package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;
import dev.coffer.payment.usage.Counted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a stake from a player's wallet, once for each reference of a game.
 *
 * @param walletId of the tenant's wallet that pays
 * @param stake more than zero
 * @param order which pocket pays first; not part of what the client asked for
 * @param gameId what is played
 * @param roundId the game's round, or null
 * @param by who asked, for the book
 * @param counted towards whose limits; a rollback gives the room back; null for nobody's
 * @param selections what the player chose, at most {@value Selection#MOST}; none for what is no choice
 */
public record PlaceBet(
        KnownBet.Key key,
        Idempotency idempotency,
        String walletId,
        Money stake,
        PocketOrder order,
        String gameId,
        @Nullable String roundId,
        String by,
        @Nullable Counted counted,
        List<Selection> selections)
        implements Keyed {

    public PlaceBet {
        selections = List.copyOf(selections);
        if (selections.size() > Selection.MOST) {
            throw new IllegalArgumentException(
                    "A bet has at most " + Selection.MOST + " selections, not " + selections.size());
        }
    }

    /** Counts for nobody, and nothing was chosen. */
    public PlaceBet(
            KnownBet.Key key,
            Idempotency idempotency,
            String walletId,
            Money stake,
            PocketOrder order,
            String gameId,
            @Nullable String roundId,
            String by) {
        this(key, idempotency, walletId, stake, order, gameId, roundId, by, null, List.of());
    }

    @Override
    public String tenantId() {
        return key.tenantId();
    }

    @Override
    public TransferType type() {
        return TransferType.BET;
    }
}
