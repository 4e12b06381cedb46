package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;
import dev.coffer.payment.usage.Counted;
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
        @Nullable Counted counted)
        implements Keyed {

    /** Counts for nobody. */
    public PlaceBet(
            KnownBet.Key key,
            Idempotency idempotency,
            String walletId,
            Money stake,
            PocketOrder order,
            String gameId,
            @Nullable String roundId,
            String by) {
        this(key, idempotency, walletId, stake, order, gameId, roundId, by, null);
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
