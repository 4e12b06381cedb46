package dev.coffer.payment.ledger;

/** What the ledger knows of a bet by the game's own reference: that it was placed, or that it never may be. */
public sealed interface KnownBet permits Bet, ForestalledBet {

    /** @param betId the game's own reference, unique within the tenant */
    record Key(String tenantId, String betId) {

        public static final int MAX_BET_ID = 128;

        public Key {
            if (betId.isEmpty() || betId.length() > MAX_BET_ID) {
                throw new IllegalArgumentException(
                        "A bet's reference has 1 to " + MAX_BET_ID + " characters, not " + betId.length());
            }
            WellFormed.require("A bet's reference", betId);
        }
    }

    Key key();

    /** Counts the changes, without gaps: two writers cannot both make the same. */
    long version();
}
