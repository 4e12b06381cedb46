package dev.coffer.bonus.template;

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
    OPERATOR(true);

    private final boolean hasAmount;

    Trigger(boolean hasAmount) {
        this.hasAmount = hasAmount;
    }

    /** Whether it comes with an amount that a percentage can be taken of. */
    boolean hasAmount() {
        return hasAmount;
    }
}
