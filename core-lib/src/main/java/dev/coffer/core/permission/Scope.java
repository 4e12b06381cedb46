package dev.coffer.core.permission;

import dev.coffer.access.Urn;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a name in an access token's claim {@code scope} lets the token be used for: {@code wallet:read}, for all that the caller's
 * roles give of it, {@code wallet:read:own}, for what the caller owns, or {@code wallet:*}. A scope permits nothing by itself.
 *
 * @param urn its target is {@code own} or {@code all}, the latter also where the name has none or {@code *}
 */
public record Scope(Urn urn) {

    private static final String OWN = "own";
    private static final String ALL = "all";
    private static final Set<String> TARGETS = Set.of(OWN, ALL);

    public Scope {
        if (!TARGETS.contains(urn.target())) {
            throw new IllegalArgumentException("A scope ends in :own, in :all or without a target, not '" + urn + "'");
        }
    }

    /** Null for a name that says nothing about permissions, as {@code openid}, or about a single target, which no field knows. */
    public static @Nullable Scope find(String name) {
        int target = name.indexOf(':', name.indexOf(':') + 1);
        String whole = target < 0 ? name + ":" + ALL : name;
        try {
            Urn urn = Urn.parse(whole.endsWith(":*") && target > 0 ? whole.substring(0, target + 1) + ALL : whole);
            return TARGETS.contains(urn.target()) ? new Scope(urn) : null;
        } catch (IllegalArgumentException noUrn) {
            return null;
        }
    }

    /** The shortest name of this scope, without the target where that is {@code all}. */
    @Override
    public String toString() {
        return urn.target().equals(ALL) ? urn.resource() + ":" + urn.action() : urn.toString();
    }
}
