package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;
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
 */
public record PlaceBet(
        KnownBet.Key key,
        Idempotency idempotency,
        String walletId,
        Money stake,
        PocketOrder order,
        String gameId,
        @Nullable String roundId,
        String by)
        implements Keyed {

    @Override
    public String tenantId() {
        return key.tenantId();
    }

    @Override
    public TransferType type() {
        return TransferType.BET;
    }
}
