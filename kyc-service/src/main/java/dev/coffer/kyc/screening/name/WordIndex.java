package dev.coffer.kyc.screening.name;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All different words of an index, and those among them that are like a given one. Each word is filed under its spelling, its sounds and
 * both with one letter left out, so that two words of which one letter differs share a key. A key is a hash: what shares one is compared.
 */
final class WordIndex {

    private static final int SPELT_WITHOUT_FROM = 4;
    private static final int SOUNDS_WITHOUT_FROM = 4;
    private static final int SOUNDS_FROM = 2;

    /** Of words under one key: what is so common says nothing. */
    private static final int MOST_UNDER_A_KEY = 3_000;

    private final Word[] words;
    private final WordShapes shapes;
    private final Map<String, Integer> numbers;

    /** The hash in the upper half, the number of the word in the lower one; sorted. */
    private final long[] keys;

    private WordIndex(Word[] words, Map<String, Integer> numbers, long[] keys) {
        this.words = words;
        this.shapes = new WordShapes(words);
        this.numbers = numbers;
        this.keys = keys;
    }

    static WordIndex of(Map<String, Integer> numbers) {
        Word[] words = new Word[numbers.size()];
        numbers.forEach((word, number) -> words[number] = Word.of(word));
        long[] keys = new long[Math.max(1, words.length * 8)];
        int size = 0;
        for (int number = 0; number < words.length; number++) {
            for (int key : keys(words[number])) {
                keys = size == keys.length ? Arrays.copyOf(keys, size + (size >> 1)) : keys;
                keys[size++] = ((long) key << Integer.SIZE) | number;
            }
        }
        long[] sorted = Arrays.copyOf(keys, size);
        Arrays.parallelSort(sorted);
        return new WordIndex(words, new HashMap<>(numbers), sorted);
    }

    Word word(int number) {
        return words[number];
    }

    WordShapes shapes() {
        return shapes;
    }

    int size() {
        return words.length;
    }

    /** The numbers of words that are like it with how much; no initials. */
    WordLikes like(String spelt) {
        WordLikes looked = new WordLikes();
        Word word = Word.of(spelt);
        Integer same = numbers.get(spelt);
        if (same != null) {
            looked.put(same, Likeness.of(word, word));
        }
        if (spelt.length() > 1) {
            WordShapes.Shape shape = WordShapes.Shape.of(word);
            for (int key : keys(word)) {
                compare(word, shape, key, looked);
            }
        }
        WordLikes like = new WordLikes();
        looked.forEach((number, likeness) -> {
            if (likeness != Likeness.NONE && likeness.why() != Likeness.Why.INITIAL) {
                like.put(number, likeness);
            }
        });
        return like;
    }

    private void compare(Word word, WordShapes.Shape shape, int key, WordLikes looked) {
        int from = Arrays.binarySearch(keys, (long) key << Integer.SIZE);
        int first = from < 0 ? -from - 1 : from;
        for (int at = first; at < keys.length && at - first < MOST_UNDER_A_KEY; at++) {
            if ((int) (keys[at] >> Integer.SIZE) != key) {
                return;
            }
            int number = (int) keys[at];
            if (!looked.has(number)) {
                looked.put(number, shapes.mayBeLike(shape, number) ? Likeness.of(word, words[number]) : Likeness.NONE);
            }
        }
    }

    private static List<Integer> keys(Word known) {
        List<Integer> keys = new ArrayList<>();
        String word = known.spelt();
        String sounds = known.sounds();
        add(keys, '.', word, -1);
        if (sounds.length() >= SOUNDS_FROM) {
            add(keys, '~', sounds, -1);
        }
        String read = known.read();
        if (read != null && read.length() >= SOUNDS_FROM) {
            add(keys, '~', read, -1);
        }
        if (word.length() >= SPELT_WITHOUT_FROM) {
            withoutOne(keys, '.', word);
        }
        if (sounds.length() >= SOUNDS_WITHOUT_FROM) {
            withoutOne(keys, '~', sounds);
        }
        return keys;
    }

    private static void withoutOne(List<Integer> keys, char kind, String text) {
        for (int i = 0; i < text.length(); i++) {
            // Of two equal neighbours one is enough.
            if (i == 0 || text.charAt(i) != text.charAt(i - 1)) {
                add(keys, kind, text, i);
            }
        }
    }

    private static void add(List<Integer> keys, char kind, String text, int without) {
        int hash = kind;
        for (int i = 0; i < text.length(); i++) {
            hash = i == without ? hash : hash * 0x01000193 ^ text.charAt(i);
        }
        keys.add(hash);
    }
}
