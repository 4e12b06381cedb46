package dev.coffer.payment.ledger;

import java.util.List;

/**
 * Carries commands out. Calls block, in company: what waits together is committed together, so call from a virtual thread.
 * When a call returns, its outcome is durable.
 */
public interface Bookings {

    /**
     * Moves money, or refuses and remembers the refusal under the same key.
     *
     * @throws dev.coffer.core.errors.CodedException UNAVAILABLE when the outcome could not be learned in time; the money may
     *     or may not have moved, and the same command again, with the same key, tells
     */
    PostResult post(Keyed command);

    /**
     * Books all of a chain together, or refuses and remembers the refusal under its key.
     *
     * @throws dev.coffer.core.errors.CodedException UNAVAILABLE, as for {@link #post(Keyed)}
     */
    ChainResult post(Chain chain);

    /**
     * What {@link #post(Keyed)} would answer now. Nothing is written, so nothing is remembered either, and the transfer that is
     * answered is in no book. A key that was used before answers as it would.
     *
     * @throws dev.coffer.core.errors.CodedException UNAVAILABLE; nothing was done
     */
    default PostResult preview(Keyed command) {
        return foresee(command).result();
    }

    /** As {@link #preview(Keyed)}, and how the hold or the bet that it is about would stand. */
    Foreseen foresee(Keyed command);

    /** As {@link #preview(Keyed)}, of commands that are carried out one after the other, each by itself. */
    List<PostResult> preview(List<? extends Keyed> commands);

    /** As {@link #preview(Keyed)}, of a chain. */
    ChainResult preview(Chain chain);

    /**
     * Freezes, opens again or closes a wallet, or answers that it is like that, or refuses. A booking that is asked for at the
     * same time comes before or after: never into a wallet that is frozen or closed by then.
     *
     * @throws dev.coffer.core.errors.CodedException UNAVAILABLE when the outcome could not be learned in time; ask again
     */
    StatusResult change(StatusCommand command);

    /**
     * Changes what holds for a user, or answers that it is so, or refuses. A booking that counts for them and is asked for at the
     * same time comes before or after: once this has answered, none passes that it forbids.
     *
     * @throws dev.coffer.core.errors.CodedException UNAVAILABLE when the outcome could not be learned in time; ask again
     */
    UsageResult change(UsageCommand command);

    /**
     * Opens the wallet or answers the one that is there, closed or not.
     *
     * @throws dev.coffer.core.errors.CodedException UNAVAILABLE when it could not be done in time; ask again
     */
    Wallet open(OpenWallet command);
}
