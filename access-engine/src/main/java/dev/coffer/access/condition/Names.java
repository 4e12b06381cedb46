package dev.coffer.access.condition;

/** What counts as a name in a policy: of a role, a resource, an action, a counter. */
public final class Names {
    /** Longest name, in characters. */
    public static final int MAX_LENGTH = 64;

    private Names() {}

    /**
     * Refuses what is not a plain name.
     *
     * @param what what the name is for, to begin the message with: {@code role}
     * @throws IllegalArgumentException saying what a name is
     */
    public static void require(String what, String name) {
        boolean isName = !name.isEmpty() && name.length() <= MAX_LENGTH && isLowerLetter(name.charAt(0));
        for (int i = 1; isName && i < name.length(); i++) {
            char c = name.charAt(i);
            isName = isLowerLetter(c) || isDigit(c) || c == '-' || c == '_';
        }
        if (!isName) {
            throw new IllegalArgumentException(
                    "%s \"%s\" is not a name: 1 to %d lower-case letters, digits, - and _, starting with a letter"
                            .formatted(what, name, MAX_LENGTH));
        }
    }

    static boolean isLowerLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
