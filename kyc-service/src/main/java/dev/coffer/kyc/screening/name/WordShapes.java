package dev.coffer.kyc.screening.name;

import org.jspecify.annotations.Nullable;

/**
 * Lengths, letters and hashes of the sounds of many words: two numbers for each, by which most words that are not like another are told from it
 * without looking at them, as each look is at a place in memory that nobody has looked at lately.
 */
final class WordShapes {

    private static final int LENGTH_AT = 32;
    private static final int HASH_AT = 40;
    private static final int LONGEST = 255;
    private static final int SPREAD = 0x9E3779B9;

    /** Letters, length, and the hash of how it is read with another first letter. */
    private final long[] spelt;

    /** Letters and length of the sounds, and their hash. */
    private final long[] sounds;

    WordShapes(Word[] words) {
        spelt = new long[words.length];
        sounds = new long[words.length];
        for (int number = 0; number < words.length; number++) {
            Shape shape = Shape.of(words[number]);
            spelt[number] = shape.spelt();
            sounds[number] = shape.sounds();
        }
    }

    /** That of a word which is asked for. */
    record Shape(long spelt, long sounds) {

        static Shape of(Word word) {
            return new Shape(
                    packed(word.letters(), word.spelt().length(), word.read()),
                    packed(word.soundLetters(), word.sounds().length(), word.sounds()));
        }
    }

    private static long packed(int letters, int length, @Nullable String hashed) {
        long hash = hashed == null ? 0 : ((hashed.hashCode() * SPREAD) >>> 8) | 1;
        return (hash << HASH_AT) | ((long) Math.min(length, LONGEST) << LENGTH_AT) | (letters & 0xFFFF_FFFFL);
    }

    private static int length(long shape) {
        return (int) (shape >>> LENGTH_AT) & LONGEST;
    }

    int length(int number) {
        return length(spelt[number]);
    }

    int letters(int number) {
        return (int) spelt[number];
    }

    /** False where {@link Likeness#of} surely finds nothing. */
    boolean mayBeLike(Shape asked, int number) {
        long otherSpelt = spelt[number];
        int longer = Math.max(length(asked.spelt()), length(otherSpelt));
        if (mayBe(Likeness.mostTypos(longer), asked.spelt(), otherSpelt)) {
            return true;
        }
        long otherSounds = sounds[number];
        return maySoundTheSame(asked, otherSpelt, otherSounds)
                || mayBe(Likeness.mostEditsOfNear(longer), asked.spelt(), otherSpelt)
                        && Math.min(length(asked.sounds()), length(otherSounds)) >= Likeness.MANY_SOUNDS
                        && mayBe(1, asked.sounds(), otherSounds);
    }

    private static boolean mayBe(int edits, long shape, long other) {
        return Spelling.mayBe(edits, length(shape), (int) shape, length(other), (int) other);
    }

    private static boolean maySoundTheSame(Shape asked, long otherSpelt, long otherSounds) {
        long hash = asked.sounds() >>> HASH_AT;
        return hash == otherSounds >>> HASH_AT
                || hash == otherSpelt >>> HASH_AT
                || asked.spelt() >>> HASH_AT == otherSounds >>> HASH_AT;
    }
}
