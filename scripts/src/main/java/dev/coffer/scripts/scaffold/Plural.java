package dev.coffer.scripts.scaffold;

import java.util.Map;
import java.util.regex.Pattern;

/** English plurals, as far as names of things need them. */
final class Plural {

    private static final Map<String, String> IRREGULAR = Map.of(
            "person", "people",
            "child", "children",
            "man", "men",
            "woman", "women",
            "quiz", "quizzes",
            "leaf", "leaves",
            "shelf", "shelves",
            "index", "indices");

    private static final Pattern HISSING = Pattern.compile(".*(s|x|z|ch|sh)");
    private static final Pattern CONSONANT_Y = Pattern.compile(".*[^aeiou]y");
    private static final Pattern SINGULAR_S = Pattern.compile(".*(ss|us|as)");

    private Plural() {}

    /** @param word in lower case and the singular */
    static String of(String word) {
        String irregular = IRREGULAR.get(word);
        if (irregular != null) {
            return irregular;
        }
        if (word.endsWith("sis")) {
            return word.substring(0, word.length() - 2) + "es";
        }
        if (HISSING.matcher(word).matches()) {
            return word + "es";
        }
        return CONSONANT_Y.matcher(word).matches() ? word.substring(0, word.length() - 1) + "ies" : word + "s";
    }

    /** Whether a word is most likely in the plural already. */
    static boolean looksLikeOne(String word) {
        return IRREGULAR.containsValue(word)
                || (word.endsWith("s") && !SINGULAR_S.matcher(word).matches() && !word.endsWith("sis"));
    }
}
