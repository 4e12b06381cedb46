package dev.coffer.bonus.play;

/**
 * What was played, in minor units of one currency.
 *
 * @param staked all stakes
 * @param ownStaked what of them was the player's own money
 * @param ownWon what became the player's own money
 */
record Sum(long bets, long staked, long ownStaked, long ownWon) {

    static final Sum NONE = new Sum(0, 0, 0, 0);

    Sum plus(Sum other) {
        return new Sum(
                Math.addExact(bets, other.bets),
                Math.addExact(staked, other.staked),
                Math.addExact(ownStaked, other.ownStaked),
                Math.addExact(ownWon, other.ownWon));
    }

    Sum negated() {
        return new Sum(-bets, -staked, -ownStaked, -ownWon);
    }

    /** What the player lost of their own money; below zero for who won. */
    long lost() {
        return Math.subtractExact(ownStaked, ownWon);
    }

    /** Where a sum belongs. @param period its label */
    record Key(String tenantId, String period, String currency, String userId, String gameId) {}
}
