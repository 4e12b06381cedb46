package dev.coffer.bonus.award;

import dev.coffer.core.errors.RefusalCode;

/** Why nothing is done with a bonus. Nothing was changed. */
enum AwardRefusal implements RefusalCode {
    BONUS_NOT_OPEN("The bonus is not being wagered: it is not in the wallet yet, or it is over, or about to be."),
    BONUS_NOT_PENDING("The bonus does not wait for an approval, or does no longer."),
    BONUS_OF_OWN("Nobody decides about a bonus that they gave, or that is their own; somebody else has to.");

    private final String meaning;

    AwardRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
