package dev.coffer.scripts.scaffold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * The name of an entity in the singular, in every form that code has it in.
 *
 * @param pascal such as LoyaltyProgram
 */
record EntityName(String pascal) {

    private static final Pattern FORM = Pattern.compile("([A-Z][a-z0-9]+)+");
    private static final int LONGEST = 40;

    /** Why this cannot be the name of an entity; null where it can. */
    static @Nullable String problem(String typed) {
        if (!FORM.matcher(typed).matches() || typed.length() > LONGEST) {
            return "'" + typed + "' is no name of an entity: write it like Program or LoyaltyProgram, with at most "
                    + LONGEST + " letters and digits.";
        }
        EntityName name = new EntityName(typed);
        if (SourceVersion.isKeyword(name.packageName()) || isInJavaLang(typed) || isInJavaLang(name.pascals())) {
            return "'" + typed + "' cannot be the name of an entity: the word belongs to Java.";
        }
        return name.pascals().equals(typed) || Plural.looksLikeOne(last(name.words()))
                ? "'" + typed + "' looks like a plural: give the singular, such as Program for a list of programs."
                : null;
    }

    private static boolean isInJavaLang(String name) {
        try {
            return Class.forName("java.lang." + name) != null;
        } catch (ClassNotFoundException none) {
            return false;
        }
    }

    List<String> words() {
        return Arrays.stream(pascal.split("(?=[A-Z])"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }

    private List<String> pluralWords() {
        List<String> words = words();
        List<String> plural = new ArrayList<>(words.subList(0, words.size() - 1));
        plural.add(Plural.of(last(words)));
        return plural;
    }

    private static String last(List<String> words) {
        return words.getLast();
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** LoyaltyPrograms. */
    String pascals() {
        return pluralWords().stream().map(EntityName::capital).collect(Collectors.joining());
    }

    /** loyaltyProgram. */
    String camel() {
        return Character.toLowerCase(pascal.charAt(0)) + pascal.substring(1);
    }

    /** loyaltyPrograms. */
    String camels() {
        String plural = pascals();
        return Character.toLowerCase(plural.charAt(0)) + plural.substring(1);
    }

    /** loyaltyprogram. */
    String packageName() {
        return pascal.toLowerCase(Locale.ROOT);
    }

    /** @param separator between words: "-" for URNs, "_" for collections, " " for people */
    String joined(String separator) {
        return String.join(separator, words());
    }

    /** {@link #joined}, in the plural. */
    String joinedPlural(String separator) {
        return String.join(separator, pluralWords());
    }

    /** LOYALTY_PROGRAM. */
    String upper() {
        return joined("_").toUpperCase(Locale.ROOT);
    }

    /** LOYALTY_PROGRAMS. */
    String uppers() {
        return joinedPlural("_").toUpperCase(Locale.ROOT);
    }

    /** "a", or "an" before what sounds like a vowel. */
    String article() {
        String sound = packageName();
        boolean isConsonant = sound.startsWith("uni") || sound.startsWith("use") || sound.startsWith("eu");
        return !isConsonant && "aeiou".indexOf(sound.charAt(0)) >= 0 ? "an" : "a";
    }
}
