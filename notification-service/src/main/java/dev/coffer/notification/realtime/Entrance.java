package dev.coffer.notification.realtime;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.TokenVerifier;
import dev.coffer.core.identity.Verification;
import dev.coffer.core.identity.Verification.Verified;
import dev.coffer.core.permission.Permissions;
import org.jspecify.annotations.Nullable;

/** Who may connect: whoever may read an inbox of their own, by an access token. */
final class Entrance {

    private static final String BEARER = "Bearer ";
    private static final String RESOURCE = "inbox";
    private static final String ACTION = "read";

    private final TokenVerifier verifier;
    private final Permissions permissions;

    Entrance(TokenVerifier verifier, Permissions permissions) {
        this.verifier = verifier;
        this.permissions = permissions;
    }

    /** The token of a header {@code Authorization}; null where there is none. */
    static @Nullable String token(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : null;
    }

    /** @throws CodedException UNAUTHENTICATED, FORBIDDEN, or UNAVAILABLE where it cannot be known */
    Caller admit(String token) {
        return switch (verify(token)) {
            case Verified verified -> permitted(verified.caller());
            case Verification.Rejected(Verification.Reason reason) ->
                throw new CodedException(
                        reason == Verification.Reason.KEYS_UNAVAILABLE
                                ? CommonError.UNAVAILABLE
                                : CommonError.UNAUTHENTICATED,
                        reason.sentence());
        };
    }

    private Caller permitted(Caller caller) {
        if (!isOpenTo(caller)) {
            permissions.recordDenial(caller, RESOURCE, ACTION, caller.userId());
            throw new CodedException(CommonError.FORBIDDEN, "Your roles do not permit 'inbox:read' here.");
        }
        return caller;
    }

    Verification verify(String token) {
        return verifier.verify(token);
    }

    boolean isOpenTo(Caller caller) {
        return permissions.permits(caller, RESOURCE, ACTION, caller.userId());
    }
}
