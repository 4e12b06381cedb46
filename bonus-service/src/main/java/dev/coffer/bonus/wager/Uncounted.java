package dev.coffer.bonus.wager;

/** Why a bet counts nothing towards a bonus. */
enum Uncounted {
    EXCLUDED_GAME("The terms of the bonus exclude this game."),
    ABOVE_MAXIMUM_BET("The stake is above the most that the terms of the bonus allow in one bet."),
    PLACED_BEFORE_AWARD("The bet was placed before the bonus was in the wallet."),
    AWARD_NOT_ACTIVE("The bonus was over, or all was wagered, when the bet was settled."),
    ROLLED_BACK("The bet was rolled back: it is as if it had never been.");

    private final String meaning;

    Uncounted(String meaning) {
        this.meaning = meaning;
    }

    /** The same in words. */
    String meaning() {
        return meaning;
    }
}
