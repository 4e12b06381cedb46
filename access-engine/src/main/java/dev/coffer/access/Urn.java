package dev.coffer.access;

import dev.coffer.access.condition.Names;

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

    /** Whether every question that the other matches is one that this matches, whatever is known of it. */
    public boolean covers(Urn other) {
        return isWithin(other.resource, resource)
                && isWithin(other.action, action)
                && (isForAnyTarget() || target.equals(other.target));
    }

    boolean isForAnyTarget() {
        return target.equals(ALL) || target.equals(ANY);
    }

    boolean isForOwnTarget() {
        return target.equals(OWN);
    }

    /** Whether it depends on the target's owner, not on its id. */
    boolean isForOwner() {
        return isForOwnTarget() || isForTeam();
    }

    boolean isForTeam() {
        return target.startsWith(TEAM_PREFIX);
    }

    @Override
    public String toString() {
        return resource + ":" + action + ":" + target;
    }

    private static void requireNameOrAny(String segment, String name) {
        if (!name.equals(ANY)) {
            Names.require(segment, name);
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

    private static boolean isWithin(String name, String pattern) {
        return pattern.equals(ANY) || pattern.equals(name);
    }

    private static boolean isLowerLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
