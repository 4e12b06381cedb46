package dev.coffer.payment.bet;

import dev.coffer.core.config.SettingField;
import dev.coffer.payment.ledger.PocketOrder;
import java.time.Duration;

/** The setting {@value #KEY}: the rules of a tenant's bets. */
record BetSettings(
        @SettingField(
                value = "REAL_FIRST",
                description =
                        "Which pocket a stake is taken from first: the player's own money, or bonus money. Wins return in the proportion of the stake.")
        PocketOrder pockets,

        @SettingField(
                value = "30d",
                min = "1m",
                max = "3650d",
                description = "How long after it was placed a bet can be rolled back.")
        Duration rollbackWithin) {

    static final String KEY = "payment-service/bets";
}
