package dev.coffer.kyc.screening.name;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A name as it is compared: its words in the letters a to z, whatever script it was written in. */
public final class NameWords {

    /** Longer names are no names; what is beyond is not compared. */
    static final int MOST_WORDS = 12;

    private static final int LAST_LATIN = 0x24F;
    private static final String APOSTROPHES = "'’‘`´ʼʻʿʾ";
    private static final Map<Character, String> LATIN = Map.ofEntries(
            Map.entry('ß', "ss"),
            Map.entry('ø', "o"),
            Map.entry('ł', "l"),
            Map.entry('đ', "d"),
            Map.entry('ð', "d"),
            Map.entry('þ', "th"),
            Map.entry('æ', "ae"),
            Map.entry('œ', "oe"),
            Map.entry('ə', "a"),
            Map.entry('ı', "i"));

    private NameWords() {}

    /** The words in their order, up to {@value #MOST_WORDS}; empty where the name has no letter that can be read. */
    public static List<String> of(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        String latin = latin(name);
        for (int i = 0; i < latin.length(); i++) {
            char letter = latin.charAt(i);
            if (isPlain(letter)) {
                word.append(letter);
            } else if (LATIN.containsKey(letter)) {
                word.append(LATIN.get(letter));
            } else if (APOSTROPHES.indexOf(letter) < 0 && Character.getType(letter) != Character.NON_SPACING_MARK) {
                end(word, words);
            }
        }
        end(word, words);
        return words;
    }

    private static boolean isPlain(char letter) {
        return letter >= 'a' && letter <= 'z' || letter >= '0' && letter <= '9';
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty() && words.size() < MOST_WORDS) {
            words.add(word.toString());
        }
        word.setLength(0);
    }

    /** In small Latin letters, marks apart from them. */
    private static String latin(String name) {
        String whole = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String read = isLatin(whole) ? whole : Scripts.toLatin(whole);
        return Normalizer.normalize(read, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    }

    private static boolean isLatin(String text) {
        return text.chars().allMatch(letter -> letter <= LAST_LATIN || APOSTROPHES.indexOf(letter) >= 0);
    }
}
