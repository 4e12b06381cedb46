package dev.coffer.kyc.screening.name;

/**
 * What is left of a word when spellings of the same sound are one and vowels are gone: Mohammed, Muhamad and Mukhammed are "mhmd", as is
 * the Arabic spelling, which has no vowels. Made for names that were carried over from other scripts, where vowels and doubled letters
 * are what writers do not agree on.
 */
final class Sounds {

    /** Longer ones first. */
    private static final String[][] SPELLINGS = {
        {"shch", "S"},
        {"tsch", "C"},
        {"sch", "S"},
        {"tch", "C"},
        {"dzh", "j"},
        {"ch", "C"},
        {"sh", "S"},
        {"zh", "Z"},
        {"kh", "h"},
        {"gh", "g"},
        {"ph", "f"},
        {"th", "t"},
        {"dh", "d"},
        {"dj", "j"},
        {"ts", "c"},
        {"tz", "c"},
        {"cz", "C"},
        {"ck", "k"},
        {"ks", "x"},
        {"qu", "k"}
    };

    private static final String VOWELS = "aeiouy";

    private Sounds() {}

    /** A word that begins with a vowel begins with "a", whichever it was. */
    static String of(String word) {
        StringBuilder sounds = new StringBuilder();
        for (int i = 0; i < word.length(); ) {
            String[] spelling = spelling(word, i);
            char sound = spelling == null ? single(word.charAt(i)) : spelling[1].charAt(0);
            boolean isFirst = i == 0;
            i += spelling == null ? 1 : spelling[0].length();
            boolean isSilent = sound == 'h' && i == word.length() && sounds.length() > 1;
            if (isFirst && isVowel(sound)) {
                sounds.append('a');
            } else if (!isVowel(sound)
                    && !isSilent
                    && (sounds.isEmpty() || sounds.charAt(sounds.length() - 1) != sound)) {
                sounds.append(sound);
            }
        }
        return sounds.toString();
    }

    private static String @org.jspecify.annotations.Nullable [] spelling(String word, int at) {
        for (String[] spelling : SPELLINGS) {
            if (word.startsWith(spelling[0], at)) {
                return spelling;
            }
        }
        return null;
    }

    private static char single(char letter) {
        return switch (letter) {
            case 'q' -> 'k';
            case 'w' -> 'v';
            default -> letter;
        };
    }

    static boolean isVowel(char letter) {
        return VOWELS.indexOf(letter) >= 0;
    }
}
