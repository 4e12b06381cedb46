package dev.coffer.bonus.template;

/** What a competition ranks players by. Bets count with all of their money, the player's own and bonus money. */
public enum CompetitionScore {
    /** The sum of the stakes. */
    STAKED("staked the most"),
    /** What was won beyond the stakes; below zero for who lost. */
    NET_WIN("won the most beyond the stakes"),
    /** The largest win of one bet. */
    LARGEST_WIN("the largest win of one bet"),
    /** The largest win of one bet as a multiple of its stake, in hundredths, rounded down. */
    LARGEST_MULTIPLIER("the largest win of one bet for its stake"),
    /** How many bets. */
    BETS("made the most bets");

    private final String words;

    CompetitionScore(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Whether one bet decides, and not all of them together. */
    public boolean isLargest() {
        return this == LARGEST_WIN || this == LARGEST_MULTIPLIER;
    }
}
