package dev.coffer.access;

/**
 * A pattern of permission, {@code resource:action:target}, such as {@code wallet:read:own}.
 *
 * <ul>
 *   <li>resource and action: a name of lower-case letters, digits, {@code -} and {@code _} that starts with a letter, or
 *       {@code *} for any
 *   <li>target: {@code all} or {@code *} (any), {@code own} (what the subject owns), {@code team/<id>} (what that team
 *       owns), or the id of one target
 * </ul>
 *
 * A {@code *} stands for a whole segment; {@code wal*:read:own} is refused, because it would look as if it worked.
 */
public record Urn(String resource, String action, String target) {
    static final String ANY = "*";
    static final String ALL = "all";
    static final String OWN = "own";
    static final String TEAM_PREFIX = "team/";
    static final int MAX_NAME_LENGTH = 64;
    static final int MAX_TARGET_LENGTH = 128;

    private static final int SEGMENTS = 3;

    public Urn {
        requireNameOrAny("resource", resource);
        requireNameOrAny("action", action);
        requireTarget(target);
    }

    /**
     * Reads {@code resource:action:target}.
     *
     * @throws IllegalArgumentException naming the segment that is wrong and why
     */
    public static Urn parse(String text) {
        String[] segments = text.split(":", -1);
        if (segments.length != SEGMENTS) {
            throw new IllegalArgumentException("URN \"%s\" has %d segment%s; it needs three, resource:action:target"
                    .formatted(text, segments.length, segments.length == 1 ? "" : "s"));
        }
        try {
            return new Urn(segments[0], segments[1], segments[2]);
        } catch (IllegalArgumentException badSegment) {
            throw new IllegalArgumentException("URN \"%s\": %s".formatted(text, badSegment.getMessage()), badSegment);
        }
    }

    boolean isForAnyTarget() {
        return target.equals(ALL) || target.equals(ANY);
    }

    boolean isForOwnTarget() {
        return target.equals(OWN);
    }

    boolean isForTeam() {
        return target.startsWith(TEAM_PREFIX);
    }

    @Override
    public String toString() {
        return resource + ":" + action + ":" + target;
    }

    /** Refuses what is not a plain name; {@code segment} says which segment it is, for the message. */
    static void requireName(String segment, String name) {
        boolean isName = !name.isEmpty() && name.length() <= MAX_NAME_LENGTH && isLowerLetter(name.charAt(0));
        for (int i = 1; isName && i < name.length(); i++) {
            char c = name.charAt(i);
            isName = isLowerLetter(c) || isDigit(c) || c == '-' || c == '_';
        }
        if (!isName) {
            throw new IllegalArgumentException(
                    "%s \"%s\" is not a name: 1 to %d lower-case letters, digits, - and _, starting with a letter"
                            .formatted(segment, name, MAX_NAME_LENGTH));
        }
    }

    private static void requireNameOrAny(String segment, String name) {
        if (!name.equals(ANY)) {
            requireName(segment, name);
        }
    }

    private static void requireTarget(String target) {
        if (target.equals(ANY)) {
            return;
        }
        String id = target.startsWith(TEAM_PREFIX) ? target.substring(TEAM_PREFIX.length()) : target;
        boolean isId = !id.isEmpty() && target.length() <= MAX_TARGET_LENGTH;
        for (int i = 0; isId && i < id.length(); i++) {
            char c = id.charAt(i);
            isId = isLowerLetter(c) || isDigit(c) || (c >= 'A' && c <= 'Z') || "-_.~=@+".indexOf(c) >= 0;
        }
        if (!isId) {
            throw new IllegalArgumentException(
                    "target \"%s\" is none of: own, all, *, team/<id>, or an id of 1 to %d letters, digits and -_.~=@+"
                            .formatted(target, MAX_TARGET_LENGTH));
        }
    }

    private static boolean isLowerLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
