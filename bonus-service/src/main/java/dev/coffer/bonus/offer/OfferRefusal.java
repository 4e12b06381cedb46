package dev.coffer.bonus.offer;

import dev.coffer.core.errors.RefusalCode;

/** Why a bonus is not given to whoever asks for it. Nothing was changed. */
enum OfferRefusal implements RefusalCode {
    BONUS_NOT_ELIGIBLE(
            "The player may not have the bonus, or not now; the message says why, and so does `explainBonus`."),
    BONUS_BUDGET_SPENT("The bonus has a budget or a number of awards, for a day or at all, and it is used up."),
    PROMO_CODE_UNKNOWN("No bonus that is given now has the promo code."),
    PROMO_CODE_TRIED_TOO_OFTEN(
            "Too many promo codes that there are not were entered; wait as long as the refusal says.");

    private final String meaning;

    OfferRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
