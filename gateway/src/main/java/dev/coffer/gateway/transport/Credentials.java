package dev.coffer.gateway.transport;

import dev.coffer.core.identity.Verification;
import dev.coffer.gateway.compose.Access;
import java.util.Set;

/**
 * What a caller has to show: by {@code @authenticated} a verified access token, by {@code @requiresScopes} the scopes of that token, and
 * by {@code @policy} the roles that it names, each being a policy of the same name. What is not among them does not hold.
 *
 * @param isVerified whether there is a token that was found genuine and in force
 */
record Credentials(boolean isVerified, Set<String> scopes, Set<String> roles) {
    /** Nothing at all. */
    static final Credentials NONE = new Credentials(false, Set.of(), Set.of());

    Credentials {
        scopes = Set.copyOf(scopes);
        roles = Set.copyOf(roles);
    }

    static Credentials of(Verification.Verified verified) {
        return new Credentials(true, verified.scopes(), verified.caller().roles());
    }

    boolean meet(Access access) {
        return access.isMetBy(isVerified, scopes, roles);
    }
}
