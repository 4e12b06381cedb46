package dev.coffer.auth.oauthclient;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.MongoKeyset;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Collection {@code oauth_clients}. */
final class MongoOauthClients implements OauthClients, DeclaresIndexes {

    private static final String COLLECTION = "oauth_clients";
    private static final String TENANT_ID = TenantCollection.TENANT_ID;
    private static final String NAME = "name";
    private static final String GRANTS = "grants";
    private static final String REDIRECT_URIS = "redirectUris";
    private static final String POST_LOGOUT_REDIRECT_URIS = "postLogoutRedirectUris";
    private static final String SCOPES = "scopes";
    private static final String ROLES = "roles";
    private static final String SECRET_DIGEST = "secretDigest";
    private static final String CREATED_AT = "createdAt";
    private static final String SECRET_CHANGED_AT = "secretChangedAt";
    private static final String VERSION = "version";

    private final TenantCollection clients;
    private final MongoCollection<Document> everybodys;
    private final Pages pages;

    MongoOauthClients(MongoDatabase database, Pages pages) {
        this.clients = new TenantCollection(database, COLLECTION);
        this.everybodys = database.getCollection(COLLECTION);
        this.pages = pages;
    }

    @Override
    public @Nullable OauthClient find(String tenantId, String id) {
        return toClient(clients.of(tenantId).findOne(Filters.eq("_id", id)));
    }

    @Override
    public @Nullable OauthClient find(UnitOfWork unit, String tenantId, String id) {
        return toClient(clients.of(tenantId).findOne(unit, Filters.eq("_id", id)));
    }

    @Override
    public List<OauthClient> findAll(String tenantId, Collection<String> ids) {
        List<OauthClient> found = new ArrayList<>();
        for (Document document : clients.of(tenantId).find(Filters.in("_id", ids))) {
            found.add(read(document));
        }
        return found;
    }

    @Override
    public Connection<OauthClient> page(String tenantId, PageRequest page, boolean isCounted) {
        MongoKeyset keyset = new MongoKeyset(everybodys, Filters.eq(TENANT_ID, tenantId), CREATED_AT, false);
        return pages.page(page, String.join("|", COLLECTION, tenantId), keyset, isCounted)
                .map(MongoOauthClients::read);
    }

    @Override
    public void insert(UnitOfWork unit, OauthClient client) {
        Document document = new Document("_id", client.id())
                .append(NAME, client.name())
                .append(GRANTS, names(client))
                .append(REDIRECT_URIS, client.redirectUris())
                .append(POST_LOGOUT_REDIRECT_URIS, client.postLogoutRedirectUris())
                .append(SCOPES, List.copyOf(client.scopes()))
                .append(ROLES, List.copyOf(client.roles()))
                .append(CREATED_AT, Date.from(client.createdAt()))
                .append(VERSION, client.version());
        if (client.secretDigest() != null && client.secretChangedAt() != null) {
            document.append(SECRET_DIGEST, client.secretDigest())
                    .append(SECRET_CHANGED_AT, Date.from(client.secretChangedAt()));
        }
        clients.of(client.tenantId()).insert(unit, document);
    }

    @Override
    public boolean replace(UnitOfWork unit, OauthClient changed) {
        Bson unchanged = Filters.and(Filters.eq("_id", changed.id()), Filters.eq(VERSION, changed.version() - 1));
        List<Bson> changes = new ArrayList<>(List.of(
                Updates.set(NAME, changed.name()),
                Updates.set(GRANTS, names(changed)),
                Updates.set(REDIRECT_URIS, changed.redirectUris()),
                Updates.set(POST_LOGOUT_REDIRECT_URIS, changed.postLogoutRedirectUris()),
                Updates.set(SCOPES, List.copyOf(changed.scopes())),
                Updates.set(ROLES, List.copyOf(changed.roles())),
                Updates.set(VERSION, changed.version())));
        if (changed.secretDigest() != null && changed.secretChangedAt() != null) {
            changes.add(Updates.set(SECRET_DIGEST, changed.secretDigest()));
            changes.add(Updates.set(SECRET_CHANGED_AT, Date.from(changed.secretChangedAt())));
        }
        return clients.of(changed.tenantId())
                        .update(unit, unchanged, Updates.combine(changes))
                        .getModifiedCount()
                == 1;
    }

    @Override
    public void delete(UnitOfWork unit, OauthClient client) {
        clients.of(client.tenantId()).delete(unit, Filters.eq("_id", client.id()));
    }

    private static List<String> names(OauthClient client) {
        return client.grants().stream().map(OauthGrant::name).toList();
    }

    private static @Nullable OauthClient toClient(@Nullable Document document) {
        return document == null ? null : read(document);
    }

    private static OauthClient read(Document document) {
        String secretDigest = document.getString(SECRET_DIGEST);
        Date secretChangedAt = document.getDate(SECRET_CHANGED_AT);
        return new OauthClient(
                document.getString("_id"),
                document.getString(TENANT_ID),
                document.getString(NAME),
                secretDigest == null,
                texts(document, GRANTS).stream().map(OauthGrant::valueOf).collect(Collectors.toSet()),
                List.copyOf(texts(document, REDIRECT_URIS)),
                List.copyOf(texts(document, POST_LOGOUT_REDIRECT_URIS)),
                texts(document, SCOPES),
                texts(document, ROLES),
                secretDigest,
                Objects.requireNonNull(document.getDate(CREATED_AT), CREATED_AT).toInstant(),
                secretChangedAt == null ? null : secretChangedAt.toInstant(),
                Objects.requireNonNull(document.getLong(VERSION), VERSION));
    }

    private static Set<String> texts(Document document, String field) {
        return new LinkedHashSet<>(document.getList(field, String.class, List.of()));
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(
                COLLECTION,
                "oauth_clients_newest",
                Indexes.compoundIndex(Indexes.ascending(TENANT_ID), Indexes.descending(CREATED_AT, "_id"))));
    }
}
