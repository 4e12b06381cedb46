package dev.coffer.auth.role;

import dev.coffer.access.Decision;
import dev.coffer.access.Urn;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.permission.Permissions;
import org.jspecify.annotations.Nullable;

/** Answers what somebody may do as the policy of their tenant is at this moment. Nothing is recorded: nobody is kept from anything. */
final class ExplainAccess {

    private static final String ANY = "*";
    private static final String ALL = "all";
    private static final String OWN = "own";
    private static final String TEAM = "team/";
    /** Questions about somebody else are not asked in a session of theirs. */
    private static final String NO_SESSION = "none";

    private final Users users;
    private final Permissions permissions;

    ExplainAccess(Users users, Permissions permissions) {
        this.users = users;
        this.permissions = permissions;
    }

    /** By the caller's roles and the scopes of their token. @throws CodedException INVALID_INPUT for what is no question */
    boolean can(Caller caller, String text) {
        Urn urn = parse(text);
        return permissions.wouldPermit(caller, urn.resource(), urn.action(), owner(urn, caller), target(urn));
    }

    /** @throws CodedException INVALID_INPUT for what is no question, NOT_FOUND for a user of another tenant */
    Decision explain(Caller operator, String text, String userId) {
        Urn urn = parse(text);
        User user = users.find(operator.tenantId(), userId);
        if (user == null) {
            throw CodedException.notFound("user", userId);
        }
        Caller who = new Caller(user.id(), user.tenantId(), user.roles(), NO_SESSION);
        return permissions.decide(who, urn.resource(), urn.action(), owner(urn, who), target(urn));
    }

    private static @Nullable String owner(Urn urn, Caller who) {
        return switch (urn.target()) {
            case OWN -> who.userId();
            case String target when target.startsWith(TEAM) -> target;
            default -> null;
        };
    }

    private static @Nullable String target(Urn urn) {
        String target = urn.target();
        return target.equals(OWN) || target.equals(ALL) || target.startsWith(TEAM) ? null : target;
    }

    private static Urn parse(String text) {
        try {
            Urn urn = Urn.parse(text);
            if (!urn.resource().equals(ANY)
                    && !urn.action().equals(ANY)
                    && !urn.target().equals(ANY)) {
                return urn;
            }
        } catch (IllegalArgumentException wrong) {
            throw CodedException.invalid("urn", wrong.getMessage() + ".");
        }
        throw CodedException.invalid("urn", "Ask for one resource, one action and one target, without *.");
    }
}
