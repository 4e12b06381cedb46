package dev.coffer.gateway.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a caller must show to see a field, or values of a type: all that {@code @authenticated}, {@code @requiresScopes} and
 * {@code @policy} ask for. What several subgraphs ask for holds together.
 */
public record Access(boolean authenticated, AnyOf scopes, AnyOf policies) {
    static final String AUTHENTICATED = "authenticated";
    static final String REQUIRES_SCOPES = "requiresScopes";
    static final String POLICY = "policy";
    static final List<String> DIRECTIVES = List.of(AUTHENTICATED, REQUIRES_SCOPES, POLICY);

    /** For everybody. */
    public static final Access OPEN = new Access(false, AnyOf.NOTHING, AnyOf.NOTHING);

    /** Whether it asks for nothing. */
    public boolean isOpen() {
        return !authenticated && scopes.asksNothing() && policies.asksNothing();
    }

    /**
     * Whether a caller may see it.
     *
     * @param isKnown whether it is known who the caller is
     * @param granted scopes of the caller
     * @param satisfied policies that hold for the caller
     */
    public boolean isMetBy(boolean isKnown, Set<String> granted, Set<String> satisfied) {
        return (isKnown || !authenticated) && scopes.isMetBy(granted) && policies.isMetBy(satisfied);
    }

    Access and(Access other) {
        return new Access(authenticated || other.authenticated, scopes.and(other.scopes), policies.and(other.policies));
    }

    /** Whether everybody who meets this meets the other. */
    boolean implies(Access other) {
        return (authenticated || !other.authenticated)
                && scopes.implies(other.scopes)
                && policies.implies(other.policies);
    }

    /** The directives that say so, in a supergraph. */
    List<String> directives() {
        List<String> written = new ArrayList<>();
        if (authenticated) {
            written.add("@" + AUTHENTICATED);
        }
        if (!scopes.asksNothing()) {
            written.add("@" + REQUIRES_SCOPES + "(scopes: " + scopes.literal() + ")");
        }
        if (!policies.asksNothing()) {
            written.add("@" + POLICY + "(policies: " + policies.literal() + ")");
        }
        return written;
    }
}
