package dev.coffer.payment.ledger;

/** Whose money a wallet holds. */
public sealed interface WalletOwner {

    /** A user of the tenant, by the id that auth-service gave. */
    record User(String userId) implements WalletOwner {
        public User {
            if (userId.isEmpty() || userId.length() > MAX_USER_ID) {
                throw new IllegalArgumentException(
                        "A user id has 1 to " + MAX_USER_ID + " characters, not " + userId.length());
            }
        }
    }

    /** The house itself. */
    record House(HouseAccount account) implements WalletOwner {}

    int MAX_USER_ID = 64;

    /** True for the house: only its accounts are declared to go below zero. */
    default boolean mayGoNegative() {
        return this instanceof House;
    }

    /** The owner in one word, as stored and as events carry it: "user:0199..." or "house:fees". */
    default String key() {
        return switch (this) {
            case User user -> "user:" + user.userId();
            case House house -> "house:" + house.account().key();
        };
    }

    /** Reads what {@link #key} wrote. */
    static WalletOwner ofKey(String key) {
        if (key.startsWith("user:")) {
            return new User(key.substring("user:".length()));
        }
        if (key.startsWith("house:")) {
            return new House(HouseAccount.ofKey(key.substring("house:".length())));
        }
        throw new IllegalArgumentException("No wallet owner is written '" + key + "'");
    }
}
