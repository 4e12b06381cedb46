package dev.coffer.kyc.screening.name;

/**
 * How like two words are.
 *
 * @param value from 0 to 1, where 1 is the same
 */
record Likeness(double value, Why why) {

    /** Below this, two words are two words. */
    static final double LEAST = 0.8;

    static final Likeness NONE = new Likeness(0, Why.DIFFERENT);
    private static final Likeness EQUAL = new Likeness(1, Why.EQUAL);
    static final Likeness INITIAL = new Likeness(0.85, Why.INITIAL);

    /** As {@link #LEAST}, of what is paired before words are joined. */
    static final double SURE = 0.9;

    /** From so many on, sounds of which one is another may be the same. */
    static final int MANY_SOUNDS = 5;

    private static final int TYPO_FROM = 4;
    private static final int SURE_TYPO_FROM = 7;
    private static final int TWO_TYPOS_FROM = 10;
    private static final int MOST_TYPOS = 2;

    /** In what they are like. */
    enum Why {
        EQUAL("is the same as"),
        SPELLING("is spelt nearly like"),
        SOUND("sounds like"),
        INITIAL("has the initial of"),
        JOINED("is written apart from or together with"),
        DIFFERENT("is not");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static Likeness of(Word one, Word other) {
        String spelt = one.spelt();
        String otherSpelt = other.spelt();
        if (spelt.equals(otherSpelt)) {
            return EQUAL;
        }
        if (spelt.length() == 1 || otherSpelt.length() == 1) {
            return spelt.charAt(0) == otherSpelt.charAt(0) ? INITIAL : NONE;
        }
        boolean isSame = one.soundsLike(other);
        boolean isNear = !isSame && isNear(one, other);
        int longer = Math.max(spelt.length(), otherSpelt.length());
        int typos = mostTypos(longer);
        boolean mayBeTypo = Spelling.mayBe(typos, spelt.length(), one.letters(), otherSpelt.length(), other.letters());
        if (!isSame && !isNear && !mayBeTypo) {
            return NONE;
        }
        // Of words that sound otherwise it only matters whether there are few.
        int edits = Spelling.edits(spelt, otherSpelt, isSame || isNear ? Integer.MAX_VALUE - 1 : typos);
        double typo = typo(edits, longer);
        double sound = sound(one, other, isSame, isNear, 1 - (double) edits / longer);
        if (Math.max(typo, sound) < LEAST) {
            return NONE;
        }
        return new Likeness(Math.max(typo, sound), typo > 0 ? Why.SPELLING : Why.SOUND);
    }

    private static boolean isNear(Word one, Word other) {
        String sounds = one.sounds();
        String others = other.sounds();
        return Math.min(sounds.length(), others.length()) >= MANY_SOUNDS
                && Spelling.mayBe(1, sounds.length(), one.soundLetters(), others.length(), other.soundLetters())
                && Spelling.edits(sounds, others, 1) == 1;
    }

    /** So many letters may differ in words that sound otherwise. @param longer length of the longer one */
    static int mostTypos(int longer) {
        return longer >= TWO_TYPOS_FROM ? MOST_TYPOS : longer >= TYPO_FROM ? 1 : 0;
    }

    /** Words of nearly the same sounds are no more alike than {@link #LEAST} where more letters differ. @param longer length of the longer one */
    static int mostEditsOfNear(int longer) {
        return longer / 2;
    }

    private static double typo(int edits, int longer) {
        if (edits == 1 && longer >= TYPO_FROM) {
            return longer >= SURE_TYPO_FROM ? 0.95 : longer > TYPO_FROM ? 0.9 : 0.84;
        }
        return edits == MOST_TYPOS && longer >= TWO_TYPOS_FROM ? 0.86 : 0;
    }

    /** Short words have the same consonants by chance; a word without vowels was carried over from a script that does not write them. */
    private static double sound(Word one, Word other, boolean isSame, boolean isNear, double spelling) {
        if (!isSame) {
            return isNear ? 0.7 + 0.2 * spelling : 0;
        }
        boolean isVowelless = isVowelless(one.spelt()) || isVowelless(other.spelt());
        return switch (one.sounds().length()) {
            case 0, 1 -> 0;
            case 2 -> isVowelless ? 0.84 : 0.66 + 0.3 * spelling;
            case 3 -> isVowelless ? 0.9 : 0.72 + 0.2 * spelling;
            case 4 -> isVowelless ? 0.93 : 0.78 + 0.2 * spelling;
            default -> isVowelless ? 0.95 : 0.84 + 0.16 * spelling;
        };
    }

    /** Apart from the first letter, which may stand for a vowel in any script. */
    private static boolean isVowelless(String word) {
        int vowels = 0;
        for (int i = 1; i < word.length(); i++) {
            vowels += Sounds.isVowel(word.charAt(i)) ? 1 : 0;
        }
        return vowels == 0;
    }
}
