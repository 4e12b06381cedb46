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

    private static final int MANY_SOUNDS = 5;
    private static final int TYPO_FROM = 4;
    private static final int SURE_TYPO_FROM = 7;
    private static final int TWO_TYPOS_FROM = 10;

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

    static Likeness of(String one, String other) {
        if (one.equals(other)) {
            return EQUAL;
        }
        if (one.length() == 1 || other.length() == 1) {
            return one.charAt(0) == other.charAt(0) ? INITIAL : NONE;
        }
        int longer = Math.max(one.length(), other.length());
        int edits = Spelling.edits(one, other);
        double typo = typo(edits, longer);
        double sound = sound(one, other, 1 - (double) edits / longer);
        if (Math.max(typo, sound) < LEAST) {
            return NONE;
        }
        return new Likeness(Math.max(typo, sound), typo > 0 ? Why.SPELLING : Why.SOUND);
    }

    private static double typo(int edits, int longer) {
        if (edits == 1 && longer >= TYPO_FROM) {
            return longer >= SURE_TYPO_FROM ? 0.95 : longer > TYPO_FROM ? 0.9 : 0.84;
        }
        return edits == 2 && longer >= TWO_TYPOS_FROM ? 0.86 : 0;
    }

    /** Short words have the same consonants by chance; a word without vowels was carried over from a script that does not write them. */
    private static double sound(String one, String other, double spelling) {
        String sounds = Sounds.of(one);
        String others = Sounds.of(other);
        boolean isSame = sounds.equals(others)
                || sounds.equals(Sounds.withoutFirstJ(other))
                || others.equals(Sounds.withoutFirstJ(one));
        if (!isSame) {
            boolean isNear =
                    Math.min(sounds.length(), others.length()) >= MANY_SOUNDS && Spelling.edits(sounds, others) == 1;
            return isNear ? 0.7 + 0.2 * spelling : 0;
        }
        boolean isVowelless = isVowelless(one) || isVowelless(other);
        return switch (sounds.length()) {
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
