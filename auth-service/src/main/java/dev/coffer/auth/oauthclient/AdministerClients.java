package dev.coffer.auth.oauthclient;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.revocation.RevokeTokens;
import dev.coffer.auth.user.RoleReach;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Registers, changes and deletes applications. That the caller may do so at all is decided before; here is decided how far: nobody
 * gives an application permissions that they do not have themselves.
 */
final class AdministerClients {

    /** What became of it. */
    sealed interface Result {

        /** @param secret told this once; null where none was made */
        record Saved(OauthClient client, @Nullable String secret) implements Result {

            @Override
            public String toString() {
                return "Saved[client=" + client + "]";
            }
        }

        record Refused(OauthClientRefusal reason, String field) implements Result {}
    }

    private final OauthClients clients;
    private final ClientGrants grants;
    private final RoleReach reach;
    private final RevokeTokens revoke;
    private final Audit audit;
    private final Transactions transactions;
    private final SecureRandom random;
    private final Clock clock;

    AdministerClients(
            OauthClients clients,
            ClientGrants grants,
            RoleReach reach,
            RevokeTokens revoke,
            Audit audit,
            Transactions transactions,
            SecureRandom random,
            Clock clock) {
        this.clients = clients;
        this.grants = grants;
        this.reach = reach;
        this.revoke = revoke;
        this.audit = audit;
        this.transactions = transactions;
        this.random = random;
        this.clock = clock;
    }

    Result register(Caller caller, ClientDraft draft) {
        if (!isInPerson(caller)) {
            return notInPerson();
        }
        if (!reach.coversAll(caller.tenantId(), caller.roles(), draft.roles())) {
            return new Result.Refused(OauthClientRefusal.OAUTH_CLIENT_BEYOND_OWN_ROLES, "input.roles");
        }
        String secret = draft.isPublic() ? null : ClientSecret.make(random);
        Instant now = now();
        OauthClient client = new OauthClient(
                ClientId.make(caller.tenantId(), random),
                caller.tenantId(),
                draft.name(),
                draft.isPublic(),
                draft.grants(),
                draft.redirectUris(),
                draft.postLogoutRedirectUris(),
                draft.scopes(),
                draft.roles(),
                secret == null ? null : ClientSecret.digest(secret),
                now,
                secret == null ? null : now,
                1);
        transactions.run(unit -> {
            clients.insert(unit, client);
            record(unit, caller, AuditKind.OAUTH_CLIENT_REGISTERED, client);
        });
        return new Result.Saved(client, secret);
    }

    /**
     * What the application was given before stays, but for its own tokens; a scope that it may ask for no more is refused from the
     * next refresh on.
     *
     * @param version as the caller read it
     * @throws CodedException NOT_FOUND, or CONFLICT where somebody else changed it since
     */
    Result change(Caller caller, String id, long version, ClientDraft draft) {
        if (!isInPerson(caller)) {
            return notInPerson();
        }
        return transactions.inTransaction(unit -> {
            OauthClient client = find(unit, caller, id);
            if (client.version() != version) {
                throw conflict();
            }
            if (client.isPublic() != draft.isPublic()) {
                return new Result.Refused(OauthClientRefusal.OAUTH_CLIENT_KIND_FIXED, "input.isPublic");
            }
            if (!reach.coversAll(caller.tenantId(), caller.roles(), draft.roles())) {
                return new Result.Refused(OauthClientRefusal.OAUTH_CLIENT_BEYOND_OWN_ROLES, "input.roles");
            }
            return within(caller, client, reached -> {
                OauthClient changed = reached.changed(draft);
                record(unit, caller, AuditKind.OAUTH_CLIENT_CHANGED, changed);
                return saved(unit, changed, null);
            });
        });
    }

    /** The old secret counts no more, nor do the tokens that the application got for itself with it. */
    Result rotateSecret(Caller caller, String id) {
        if (!isInPerson(caller)) {
            return notInPerson();
        }
        return transactions.inTransaction(unit -> {
            OauthClient client = find(unit, caller, id);
            if (client.isPublic()) {
                return new Result.Refused(OauthClientRefusal.OAUTH_CLIENT_WITHOUT_SECRET, "input.id");
            }
            String secret = ClientSecret.make(random);
            return within(caller, client, reached -> {
                OauthClient changed = reached.withSecret(ClientSecret.digest(secret), now());
                AuditAct act = act(caller, AuditKind.OAUTH_CLIENT_SECRET_ROTATED, changed)
                        .with("version", Long.toString(changed.version()));
                audit.record(unit, act);
                return saved(unit, changed, secret);
            });
        });
    }

    /** With all that users gave to it. */
    Result delete(Caller caller, String id) {
        return transactions.inTransaction(unit -> {
            OauthClient client = find(unit, caller, id);
            return within(caller, client, reached -> {
                audit.record(unit, act(caller, AuditKind.OAUTH_CLIENT_DELETED, reached));
                clients.delete(unit, reached);
                grants.endOfClient(unit, reached);
                revoke.ofUser(unit, reached.tenantId(), reached.id(), reached.version() + 1);
                return new Result.Saved(reached, null);
            });
        });
    }

    /** An application may have roles: a token that is limited would make itself one that is not. */
    private static boolean isInPerson(Caller caller) {
        return caller.terms().scopes() == null && caller.terms().actor() == null;
    }

    private static Result notInPerson() {
        return new Result.Refused(OauthClientRefusal.OAUTH_CLIENT_NOT_IN_PERSON, "input");
    }

    private void record(UnitOfWork unit, Caller caller, AuditKind kind, OauthClient client) {
        audit.record(
                unit,
                act(caller, kind, client)
                        .with("version", Long.toString(client.version()))
                        .with("grants", cut(client.grants().stream().map(OauthGrant::name)))
                        .with("roles", cut(client.roles().stream()))
                        .with("scopes", cut(client.scopes().stream())));
    }

    private static AuditAct act(Caller caller, AuditKind kind, OauthClient client) {
        return AuditAct.by(caller, kind).with("client", client.id());
    }

    private static String cut(Stream<String> names) {
        String all = names.sorted().collect(Collectors.joining(" "));
        return all.length() <= AuditAct.LONGEST_DETAIL ? all : all.substring(0, AuditAct.LONGEST_DETAIL);
    }

    private Result within(Caller caller, OauthClient client, Function<OauthClient, Result> change) {
        return reach.coversAll(caller.tenantId(), caller.roles(), client.roles())
                ? change.apply(client)
                : new Result.Refused(OauthClientRefusal.OAUTH_CLIENT_BEYOND_OWN_ROLES, "input.id");
    }

    private Result saved(UnitOfWork unit, OauthClient changed, @Nullable String secret) {
        if (!clients.replace(unit, changed)) {
            throw conflict();
        }
        revoke.ofUser(unit, changed.tenantId(), changed.id(), changed.version());
        return new Result.Saved(changed, secret);
    }

    private OauthClient find(UnitOfWork unit, Caller caller, String id) {
        OauthClient client = clients.find(unit, caller.tenantId(), id);
        if (client == null) {
            throw CodedException.notFound("OAuth client", id);
        }
        return client;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static CodedException conflict() {
        return new CodedException(
                CommonError.CONFLICT, "The application was changed meanwhile; read it and try again.");
    }
}
