package dev.coffer.kyc.screening.name;

/** How many letters one has to insert, leave out, change or swap with their neighbour to come from one word to another. */
final class Spelling {

    /** Longer words are compared by their beginnings. */
    private static final int MOST = 32;

    private Spelling() {}

    static int edits(String one, String other) {
        int rows = Math.min(one.length(), MOST);
        int columns = Math.min(other.length(), MOST);
        int[] beforeLast = new int[columns + 1];
        int[] last = new int[columns + 1];
        int[] row = new int[columns + 1];
        for (int j = 0; j <= columns; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= rows; i++) {
            row[0] = i;
            for (int j = 1; j <= columns; j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && isSwapped(one, i, other, j)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[columns];
    }

    private static boolean isSwapped(String one, int i, String other, int j) {
        return one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
    }
}
