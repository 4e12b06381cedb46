package dev.coffer.bonus.wager;

/** What an event of a wallet means beyond what is kept here. */
sealed interface Effect {

    String awardId();

    /** Its money is in the wallet. */
    record Credited(String awardId) implements Effect {}

    /** Its money is out of use. */
    record Locked(String awardId, int round, long own, long locked) implements Effect {}

    /** What was out of use is where it belongs. */
    record Closed(String awardId, int round) implements Effect {}

    /** All was wagered. */
    record Met(String awardId) implements Effect {}
}
