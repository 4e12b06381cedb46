package dev.coffer.kyc.screening.name;

import org.jspecify.annotations.Nullable;

/**
 * A word with how it sounds, which is worked out once.
 *
 * @param sounds see {@link Sounds#of}
 * @param read see {@link Sounds#withoutFirstJ}
 * @param letters see {@link Spelling#letters}; likewise those of the sounds
 */
record Word(String spelt, String sounds, @Nullable String read, int letters, int soundLetters) {

    static Word of(String spelt) {
        String sounds = Sounds.of(spelt);
        return new Word(spelt, sounds, Sounds.withoutFirstJ(spelt), Spelling.letters(spelt), Spelling.letters(sounds));
    }

    boolean soundsLike(Word other) {
        return sounds.equals(other.sounds) || sounds.equals(other.read) || other.sounds.equals(read);
    }
}
