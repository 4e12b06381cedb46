package dev.coffer.payment.ledger;

/**
 * The accounts that belong to the house: one wallet each per tenant and currency, opened by the first booking that needs it.
 * They may go below zero, which is why all wallets of a currency always add up to zero.
 */
public enum HouseAccount {
    /** Where money comes from and goes to when it crosses the border of the system: its balance is minus what is inside. */
    WORLD("world"),
    /** Fees earned. */
    FEES("fees"),
    /** What bonuses are paid from. */
    BONUS_POOL("bonus-pool"),
    /** Money under way to or from payment providers. */
    SETTLEMENT("settlement"),
    /** The other side of an operator's corrections. */
    ADJUSTMENTS("adjustments"),
    /** The other side of bets: stakes in, wins out. */
    GAMES("games"),
    /** The other side of exchanges: one currency in, another out. */
    FX("fx");

    private final String key;

    HouseAccount(String key) {
        this.key = key;
    }

    /** Reads what {@link #key} wrote. */
    static HouseAccount ofKey(String key) {
        for (HouseAccount account : values()) {
            if (account.key.equals(key)) {
                return account;
            }
        }
        throw new IllegalArgumentException("There is no house account '" + key + "'");
    }

    /** The name in stored owners and in the glossary, such as "bonus-pool". */
    public String key() {
        return key;
    }
}
