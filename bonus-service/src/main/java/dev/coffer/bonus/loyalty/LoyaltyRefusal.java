package dev.coffer.bonus.loyalty;

import dev.coffer.core.errors.RefusalCode;

/** Why points are not redeemed. Nothing was changed. */
enum LoyaltyRefusal implements RefusalCode {
    POINTS_NOT_ENOUGH("The player has fewer points than the bonus costs."),
    POINTS_NOT_REDEEMABLE(
            "The bonus is not given for points, or the player may not have it now; `explainBonus` says why."),
    IDEMPOTENCY_KEY_REUSED("The idempotency key was used before for another bonus; take a new key for a new one.");

    private final String meaning;

    LoyaltyRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
