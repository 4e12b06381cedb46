package dev.coffer.auth.oauth;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import dev.coffer.auth.browser.BrowserSession;
import dev.coffer.auth.browser.TenantSecret;
import dev.coffer.auth.oauthclient.ClientId;
import dev.coffer.auth.revocation.RevokeTokens;
import dev.coffer.core.identity.IdentitySettings;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/**
 * Collection {@code oauth_grants}: one document for each authorization, from the request of an application to the end of what it
 * got. Codes and tokens are kept by their digests; forgotten by a TTL index.
 */
final class MongoGrants implements FindRequest.PendingRequests, DeclaresIndexes {

    static final String TENANT_ID = TenantCollection.TENANT_ID;
    static final String CLIENT_ID = "clientId";
    static final String USER_ID = "userId";
    static final String SESSION_ID = "sessionId";
    static final String REFRESH = "refresh";
    static final String STATE = "state";
    static final String CODE = "code";
    static final String DEVICE_CODE = "deviceCode";
    static final String USER_CODE = "userCode";
    static final String DIGEST = "digest";
    static final String ISSUED_AT = "issuedAt";
    static final String ENDED_AT = "endedAt";
    static final String FORGET_AT = "forgetAt";
    static final String VERSION = "version";

    static final String COLLECTION = "oauth_grants";
    private static final Bson GOES_ON = Filters.exists(ENDED_AT, false);

    private final TenantCollection grants;
    private final RevokeTokens revoke;
    private final Clock clock;

    MongoGrants(MongoDatabase database, RevokeTokens revoke, Clock clock) {
        this.grants = new TenantCollection(database, COLLECTION);
        this.revoke = revoke;
        this.clock = clock;
    }

    static String tenantOf(OAuth2Authorization authorization) {
        String clientId = authorization.getRegisteredClientId();
        return Objects.requireNonNull(ClientId.tenantOf(clientId), clientId);
    }

    @Nullable
    Document find(UnitOfWork unit, String tenantId, String id) {
        return grants.of(tenantId).findOne(unit, Filters.and(Filters.eq("_id", id), GOES_ON));
    }

    /** @param secret {@link #CODE}, {@link #DEVICE_CODE} or {@link #USER_CODE} */
    @Nullable
    Document findBySecret(String tenantId, String secret, String digest) {
        return grants.of(tenantId).findOne(Filters.and(Filters.eq(secret + "." + DIGEST, digest), GOES_ON));
    }

    @Nullable
    Document findByState(String tenantId, String digest) {
        return grants.of(tenantId).findOne(Filters.and(Filters.eq(STATE, digest), GOES_ON));
    }

    @Override
    public FindRequest.@Nullable Pending find(BrowserSession session, String state) {
        Document found = findByState(session.tenantId(), TenantSecret.digest(state));
        if (found == null || !session.userId().equals(found.getString(USER_ID))) {
            return null;
        }
        Document request = found.get("request", Document.class);
        List<String> scopes = request == null
                ? found.getList("asked", String.class, List.of())
                : request.getList("scopes", String.class, List.of());
        String redirect = request == null ? null : request.getString("redirectUri");
        return new FindRequest.Pending(
                found.getString(CLIENT_ID), Set.copyOf(scopes), redirect == null ? null : URI.create(redirect));
    }

    void insert(UnitOfWork unit, String tenantId, Document grant) {
        grants.of(tenantId).insert(unit, grant);
    }

    /** Unless it ended or was changed since {@code version}; says whether it was saved. */
    boolean replace(UnitOfWork unit, String tenantId, Document changed, long version) {
        Bson unchanged = Filters.and(
                Filters.eq("_id", changed.getString("_id")),
                Filters.eq(TENANT_ID, tenantId),
                Filters.eq(VERSION, version),
                GOES_ON);
        Document whole = new Document(changed).append(TENANT_ID, tenantId);
        return unit.collection(COLLECTION)
                        .replaceOne(unit.session(), unchanged, whole)
                        .getModifiedCount()
                == 1;
    }

    void delete(String tenantId, String id, UnitOfWork unit) {
        grants.of(tenantId).delete(unit, Filters.eq("_id", id));
    }

    /** Ends one, and the access tokens of it; says whether it went on. */
    boolean end(UnitOfWork unit, String tenantId, String id) {
        return endAll(unit, tenantId, Filters.eq("_id", id)) > 0;
    }

    /** Has access tokens count no more that nothing else is kept of. */
    void revoke(UnitOfWork unit, String id) {
        revoke.ofSessions(unit, List.of(id));
    }

    int endOfUser(UnitOfWork unit, String tenantId, String userId) {
        return endAll(unit, tenantId, Filters.eq(USER_ID, userId));
    }

    /** What was given within a session and is not to go on without it. */
    int endOfSession(UnitOfWork unit, String tenantId, String sessionId) {
        Bson within = Filters.and(Filters.eq(SESSION_ID, sessionId), Filters.exists(REFRESH, false));
        return endAll(unit, tenantId, within);
    }

    int endOfClient(UnitOfWork unit, String tenantId, String clientId) {
        return endAll(unit, tenantId, Filters.eq(CLIENT_ID, clientId));
    }

    int endOfUserAndClient(UnitOfWork unit, String tenantId, String userId, String clientId) {
        return endAll(unit, tenantId, Filters.and(Filters.eq(USER_ID, userId), Filters.eq(CLIENT_ID, clientId)));
    }

    private int endAll(UnitOfWork unit, String tenantId, Bson which) {
        Bson open = Filters.and(Filters.eq(TENANT_ID, tenantId), which, GOES_ON);
        Date now = Date.from(clock.instant());
        Date oldest =
                Date.from(clock.instant().minus(RevokeTokens.LONGEST_TOKEN).minus(IdentitySettings.MAX_CLOCK_SKEW));
        List<String> live = new ArrayList<>();
        // Of the others no access token is left that counts.
        for (Document document : unit.collection(COLLECTION)
                .find(unit.session(), Filters.and(open, Filters.gte(ISSUED_AT, oldest)))
                .projection(Projections.include("_id"))) {
            live.add(document.getString("_id"));
        }
        revoke.ofSessions(unit, live);
        return (int) unit.collection(COLLECTION)
                .updateMany(unit.session(), open, Updates.set(ENDED_AT, now))
                .getModifiedCount();
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "oauth_grants_user", Indexes.ascending(TENANT_ID, USER_ID, CLIENT_ID)),
                IndexDeclaration.on(COLLECTION, "oauth_grants_session", Indexes.ascending(TENANT_ID, SESSION_ID))
                        .onlyWhere(Filters.exists(SESSION_ID)),
                IndexDeclaration.on(COLLECTION, "oauth_grants_client", Indexes.ascending(TENANT_ID, CLIENT_ID)),
                bySecret("oauth_grants_state", STATE),
                bySecret("oauth_grants_code", CODE + "." + DIGEST),
                bySecret("oauth_grants_device_code", DEVICE_CODE + "." + DIGEST),
                bySecret("oauth_grants_user_code", USER_CODE + "." + DIGEST),
                IndexDeclaration.on(COLLECTION, "oauth_grants_expiry", Indexes.ascending(FORGET_AT))
                        .expiringAfter(Duration.ZERO));
    }

    private static IndexDeclaration bySecret(String name, String field) {
        return IndexDeclaration.on(COLLECTION, name, Indexes.ascending(TENANT_ID, field))
                .unique()
                .onlyWhere(Filters.exists(field));
    }
}
