package dev.coffer.kyc.screening.name;

/** How many letters one has to insert, leave out, change or swap with their neighbour to come from one word to another. */
final class Spelling {

    /** Longer words are compared by their beginnings. */
    private static final int MOST = 32;

    private Spelling() {}

    static int edits(String one, String other) {
        return edits(one, other, MOST);
    }

    /** @return the number, or any that is larger than {@code most} where it is */
    static int edits(String one, String other, int most) {
        int rows = Math.min(one.length(), MOST);
        int columns = Math.min(other.length(), MOST);
        if (Math.abs(rows - columns) > most) {
            return most + 1;
        }
        int[] beforeLast = new int[columns + 1];
        int[] last = new int[columns + 1];
        int[] row = new int[columns + 1];
        for (int j = 0; j <= columns; j++) {
            last[j] = j;
        }
        int leastOfLast = 0;
        for (int i = 1; i <= rows; i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= columns; j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && isSwapped(one, i, other, j)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            // What follows builds on the last two rows, and is never less.
            if (Math.min(least, leastOfLast) > most) {
                return most + 1;
            }
            leastOfLast = least;
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[columns];
    }

    /** Which letters a word has, a bit for each; letters may share one. */
    static int letters(String word) {
        int letters = 0;
        for (int i = 0; i < Math.min(word.length(), MOST); i++) {
            letters |= 1 << word.charAt(i);
        }
        return letters;
    }

    /**
     * Whether {@link #edits} may be so few: by the lengths, of which each edit changes one letter, and by the letters, of which each
     * edit takes one away and brings one. Spares working it out for most words.
     */
    static boolean mayBe(int most, int length, int letters, int otherLength, int otherLetters) {
        boolean isCut = Math.max(length, otherLength) > MOST;
        return Math.abs(Math.min(length, MOST) - Math.min(otherLength, MOST)) <= most
                && (isCut || Integer.bitCount(letters ^ otherLetters) <= 2 * most);
    }

    private static boolean isSwapped(String one, int i, String other, int j) {
        return one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
    }
}
