package dev.coffer.bonus.template;

import java.util.Set;

/** What makes a template be looked at for a player. */
public enum Trigger {
    /** A deposit was completed. */
    DEPOSIT(true),
    /** A purchase was completed. */
    PURCHASE(true),
    /** The player registered. */
    REGISTRATION(false),
    /** The player's KYC tier changed. */
    KYC_TIER(false),
    /** The player entered the template's promo code. */
    PROMO_CODE(false),
    /** The player claimed it. */
    CLAIM(false),
    /** An operator gives it and says, where the value needs one, which amount it is a share of. */
    OPERATOR(true),
    /** It is the player's birthday. */
    BIRTHDAY(false),
    /** The player registered on this day of an earlier year. */
    ANNIVERSARY(false),
    /** The player checked in for a day. */
    CHECK_IN(false),
    /** The player has not deposited for as long as the rule {@code idleForDays} says. */
    IDLE(false),
    /** The schedule of the template has begun. */
    SCHEDULE(false),
    /** The player has played as much within a period as the template says. */
    PLAY(false),
    /** A period is over in which the player lost. */
    LOSSES(true),
    /** A period is over in which the player staked. */
    STAKES(true),
    /** Somebody of the player's line, at the template's level, has made their first deposit. */
    REFERRER(true),
    /** The player, who was brought along, has made the first deposit. */
    REFEREE(true),
    /** Somebody of the player's line, at the template's level, has made a deposit. */
    COMMISSION(true),
    /** The player has reached a higher tier of loyalty. */
    LOYALTY_TIER(false),
    /** The player takes it for points. */
    POINTS(false),
    /** A bet was settled for the last time, and what was chosen for it is known. */
    BET(true),
    /** A competition is over in which the player has a place that there is a prize for. */
    RANK(true);

    /** Those that come by the clock, and not with something that happens. */
    public static final Set<Trigger> OF_THE_CLOCK = Set.of(BIRTHDAY, ANNIVERSARY, IDLE, SCHEDULE, LOSSES, STAKES);

    /** Those that ask for what was played in a period. */
    public static final Set<Trigger> OF_PLAY = Set.of(PLAY, LOSSES, STAKES);

    /** Those for which bets are listened to. */
    public static final Set<Trigger> OF_BETS = Set.of(PLAY, LOSSES, STAKES, RANK, BET);

    /** Those that come with what the player chose. */
    public static final Set<Trigger> OF_SELECTIONS = Set.of(PURCHASE, BET);

    private final boolean hasAmount;

    Trigger(boolean hasAmount) {
        this.hasAmount = hasAmount;
    }

    /** Whether it comes with an amount that a percentage can be taken of. */
    boolean hasAmount() {
        return hasAmount;
    }
}
