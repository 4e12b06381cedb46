package dev.coffer.kyc.screening.name;

import org.jspecify.annotations.Nullable;

/** Words of an index by their numbers, with how like each is to one that was asked for: without an object for each number. */
final class WordLikes {

    private static final int FIRST = 32;
    private static final int SPREAD = 0x9E3779B9;

    /** The number and 1; 0 where there is none. Of a power of two, and at most half of it in use. */
    private int[] words = new int[FIRST];

    private @Nullable Likeness[] likes = new Likeness[FIRST];
    private int size;

    /** What is done with each. */
    @FunctionalInterface
    interface Each {

        void accept(int word, Likeness likeness);
    }

    boolean has(int word) {
        return words[place(word)] != 0;
    }

    /** Null for a word that is not there. */
    @Nullable
    Likeness get(int word) {
        return likes[place(word)];
    }

    /** A word that is not there yet. */
    void put(int word, Likeness likeness) {
        int at = place(word);
        words[at] = word + 1;
        likes[at] = likeness;
        size++;
        if (size > words.length / 2) {
            grow();
        }
    }

    void forEach(Each each) {
        for (int at = 0; at < words.length; at++) {
            Likeness likeness = likes[at];
            if (likeness != null) {
                each.accept(words[at] - 1, likeness);
            }
        }
    }

    private int place(int word) {
        int mask = words.length - 1;
        int at = ((word * SPREAD) >>> 7) & mask;
        while (words[at] != 0 && words[at] != word + 1) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        int[] known = words;
        @Nullable Likeness[] before = likes;
        words = new int[known.length * 2];
        likes = new Likeness[words.length];
        for (int at = 0; at < known.length; at++) {
            if (known[at] != 0) {
                int to = place(known[at] - 1);
                words[to] = known[at];
                likes[to] = before[at];
            }
        }
    }
}
