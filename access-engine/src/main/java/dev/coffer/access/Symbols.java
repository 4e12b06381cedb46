package dev.coffer.access;

import dev.coffer.access.condition.Names;
import java.util.HashMap;
import java.util.Map;

/** Small numbers for the resource and action names of one policy, so that a pair of them packs into one long. */
final class Symbols {
    /** The symbol of {@code *}. */
    static final int ANY = 0;

    /** For a name that no rule mentions: only rules for {@code *} can match it. Never a key of a table. */
    static final int UNMENTIONED = Integer.MAX_VALUE;

    private final Map<String, Integer> ids = new HashMap<>();

    /** While compiling: the symbol of a segment of a rule, new if need be. */
    int idOf(String segment) {
        return segment.equals(Urn.ANY) ? ANY : ids.computeIfAbsent(segment, _ -> ids.size() + 1);
    }

    /**
     * While deciding: the symbol of a name asked about.
     *
     * @throws IllegalArgumentException when it is no name at all, such as {@code *}: a question is about one thing
     */
    int find(String segment, String name) {
        Integer id = ids.get(name);
        if (id != null) {
            return id;
        }
        Names.require(segment, name);
        return UNMENTIONED;
    }
}
