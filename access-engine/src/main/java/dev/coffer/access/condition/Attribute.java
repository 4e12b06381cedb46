package dev.coffer.access.condition;

import java.util.Locale;

/**
 * The name of something that is known about the subject, the resource or the request, such as {@code resource.amount}.
 *
 * @param name 1 to 64 letters, digits, {@code -} and {@code _}, starting with a letter
 */
public record Attribute(Source source, String name) {
    /** What an attribute is about. */
    public enum Source {
        SUBJECT,
        RESOURCE,
        REQUEST
    }

    public Attribute {
        boolean isName = !name.isEmpty() && name.length() <= Names.MAX_LENGTH && isLetter(name.charAt(0));
        for (int i = 1; isName && i < name.length(); i++) {
            char c = name.charAt(i);
            isName = isLetter(c) || Names.isDigit(c) || c == '-' || c == '_';
        }
        if (!isName) {
            throw new IllegalArgumentException(
                    "attribute \"%s\" is not 1 to %d letters, digits, - and _, starting with a letter"
                            .formatted(name, Names.MAX_LENGTH));
        }
    }

    /**
     * Reads {@code subject.<name>}, {@code resource.<name>} or {@code request.<name>}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Attribute parse(String text) {
        for (Source source : Source.values()) {
            String prefix = prefix(source);
            if (text.startsWith(prefix)) {
                return new Attribute(source, text.substring(prefix.length()));
            }
        }
        throw new IllegalArgumentException(
                "attribute \"" + text + "\" begins with none of: subject., resource., request.");
    }

    @Override
    public String toString() {
        return prefix(source) + name;
    }

    private static String prefix(Source source) {
        return source.name().toLowerCase(Locale.ROOT) + ".";
    }

    private static boolean isLetter(char c) {
        return Names.isLowerLetter(c) || (c >= 'A' && c <= 'Z');
    }
}
