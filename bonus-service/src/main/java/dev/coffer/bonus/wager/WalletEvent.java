package dev.coffer.bonus.wager;

/** What this service reads of payment-service's events of wallets; amounts are decimals, "12.50". */
sealed interface WalletEvent {

    String walletId();

    /** {@code wallet.bonus.credited}. @param pocket BONUS, or REAL where nothing is to be wagered */
    record Credited(String awardId, String walletId, String userId, String amount, String currency, String pocket)
            implements WalletEvent {

        static final String TYPE = "wallet.bonus.credited";
    }

    /** {@code wallet.bonus.locked}. */
    record Locked(String awardId, int round, String walletId, String amount, String currency) implements WalletEvent {

        static final String TYPE = "wallet.bonus.locked";
    }

    /** {@code wallet.bonus.closed}. */
    record Closed(String awardId, int round, String walletId, String restored, String currency) implements WalletEvent {

        static final String TYPE = "wallet.bonus.closed";
    }

    /** {@code wallet.bet.placed}. @param bonusStake what of the stake was bonus money */
    record Placed(String betId, String walletId, String gameId, String stake, String bonusStake, String currency)
            implements WalletEvent {

        static final String TYPE = "wallet.bet.placed";
    }

    /** {@code wallet.bet.settled}. @param bonusWin what of the win became bonus money; @param closed whether nothing more comes of it */
    record Settled(String betId, String walletId, String gameId, String bonusWin, boolean closed, String currency)
            implements WalletEvent {

        static final String TYPE = "wallet.bet.settled";
    }

    /** {@code wallet.bet.rolled-back}: stake and wins go back to where they came from. */
    record RolledBack(String betId, String walletId) implements WalletEvent {

        static final String TYPE = "wallet.bet.rolled-back";
    }
}
