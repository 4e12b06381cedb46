package dev.coffer.bonus.award;

import org.jspecify.annotations.Nullable;

/**
 * What of an award is where, in minor units of its currency.
 *
 * @param walletId the wallet that it is in; null until it is there
 * @param order its place in that wallet's order of events: bets placed before do not count, and stakes are taken from the awards in
 *     this order
 * @param held how much of the wallet's bonus money is this award's
 * @param wagered what counted so far
 * @param converted what became the player's so far
 * @param returned what went back to the house so far
 * @param round how often its money was put out of use, or is being
 * @param isClosing whether its money is being put out of use
 */
public record AwardMoney(
        @Nullable String walletId,
        long order,
        long held,
        long wagered,
        long converted,
        long returned,
        int round,
        boolean isClosing) {

    public static final AwardMoney NONE = new AwardMoney(null, 0, 0, 0, 0, 0, 0, false);

    public AwardMoney {
        if (held < 0 || wagered < 0 || converted < 0 || returned < 0 || round < 0) {
            throw new IllegalArgumentException("An award cannot hold " + held + ", have wagered " + wagered
                    + ", converted " + converted + " and returned " + returned + " in round " + round);
        }
    }

    /** It has come into a wallet. */
    public AwardMoney credited(String wallet, long place, long amount) {
        return new AwardMoney(wallet, place, amount, wagered, converted, returned, round, isClosing);
    }

    public AwardMoney withHeld(long changed) {
        return new AwardMoney(walletId, order, changed, wagered, converted, returned, round, isClosing);
    }

    public AwardMoney withWagered(long changed) {
        return new AwardMoney(walletId, order, held, changed, converted, returned, round, isClosing);
    }

    /** Its money is being put out of use, once more. */
    AwardMoney closing() {
        return new AwardMoney(walletId, order, held, wagered, converted, returned, round + 1, true);
    }

    AwardMoney settled(long more, long back) {
        return new AwardMoney(
                walletId,
                order,
                held,
                wagered,
                Math.addExact(converted, more),
                Math.addExact(returned, back),
                round,
                isClosing);
    }

    AwardMoney closed() {
        return new AwardMoney(walletId, order, held, wagered, converted, returned, round, false);
    }
}
