package dev.coffer.payment.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What a command would come to now. Nothing of it has happened, and a moment later it may be otherwise.
 *
 * @param result what would be answered; the transfer is in no book, unless the command's key was used before
 * @param hold as it would stand; null where none would change, as with a key that was used before
 * @param bet likewise
 */
public record Foreseen(
        PostResult result, @Nullable Hold hold, @Nullable KnownBet bet) {}
