package dev.coffer.kyc.screening.name;

import java.util.Arrays;
import java.util.Set;

/** What a word says of who has it: rare ones much, common ones less, particles and initials little. */
final class Weights {

    /** Weight of a word in a name that has it and in one that was asked for, where the other name has nothing like it. */
    static final double ASKED_ALONE = 0.6;

    static final double LISTED_ALONE = 0.35;

    private static final double PARTICLE = 0.15;
    static final double INITIAL = 0.3;
    private static final double COMMON = 0.5;
    private static final double RARE = 1.5;
    private static final Set<String> PARTICLES = Set.of(
            "al", "el", "ul", "bin", "ibn", "ben", "bint", "abu", "von", "van", "de", "da", "di", "der", "den", "del",
            "la", "le", "dos", "das", "ter", "ten", "y", "e", "mr", "mrs", "ms", "dr", "prof", "sir", "sheikh", "haji",
            "jr", "sr");

    private final int[] frequencies;
    private final double names;

    /** Of the words of the index, by their numbers. */
    private final double[] known;

    /** @param frequencies of names that have the word, by its number */
    Weights(WordIndex words, int[] frequencies, int names) {
        this.frequencies = frequencies;
        this.names = Math.log(Math.max(2, names));
        this.known = new double[frequencies.length];
        Arrays.setAll(known, number -> of(words.word(number).spelt(), (long) frequencies[number]));
    }

    /** @param number of a word of the index */
    double of(int number) {
        return known[number];
    }

    /** @param like words of the index; what is spelt wrongly weighs as what was meant */
    double of(String word, WordLikes like) {
        long[] most = {0};
        like.forEach((number, likeness) -> most[0] = Math.max(most[0], frequencies[number]));
        return of(word, most[0]);
    }

    private double of(String word, long frequency) {
        if (PARTICLES.contains(word)) {
            return PARTICLE;
        }
        if (word.length() == 1) {
            return INITIAL;
        }
        double rarity = 1 - Math.log(Math.max(1, frequency)) / names;
        return COMMON + RARE * Math.max(0, rarity);
    }
}
