package dev.coffer.kyc.screening.name;

import org.jspecify.annotations.Nullable;

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
        {"zh", "S"},
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
            char sound = spelling == null ? single(word, i) : spelling[1].charAt(0);
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

    private static String @Nullable [] spelling(String word, int at) {
        for (String[] spelling : SPELLINGS) {
            if (word.startsWith(spelling[0], at)) {
                return spelling;
            }
        }
        return null;
    }

    /** German and Polish write j for y: where a word does not begin, it is read so. */
    private static char single(String word, int at) {
        char letter = word.charAt(at);
        return switch (letter) {
            case 'j' -> at == 0 ? 'j' : 'y';
            case 'q' -> 'k';
            case 'w' -> 'v';
            case 'z' -> 's';
            default -> letter;
        };
    }

    /** As {@link #of}, where the word begins with the j of Jurij, which others write Yuri. Null where it does not. */
    static @Nullable String withoutFirstJ(String word) {
        return word.startsWith("j") && word.length() > 1 ? of("y" + word.substring(1)) : null;
    }

    static boolean isVowel(char letter) {
        return VOWELS.indexOf(letter) >= 0;
    }
}
