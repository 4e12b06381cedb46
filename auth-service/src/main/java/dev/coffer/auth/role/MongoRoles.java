package dev.coffer.auth.role;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.coffer.access.Role;
import dev.coffer.access.json.PolicyJson;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.MongoKeyset;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Collection {@code tenant_roles} holds the newest version of each tenant's roles, {@code tenant_role_versions} every change, and
 * {@code tenant_role_revisions} one document that counts the changes of all tenants. Each change counts it up in its own
 * transaction and so waits for the one before: a revision that can be seen has all earlier ones behind it.
 */
final class MongoRoles implements StoredRoles, DeclaresIndexes {

    static final String COLLECTION = "tenant_roles";
    static final String VERSIONS = "tenant_role_versions";
    private static final String REVISIONS = "tenant_role_revisions";
    private static final String COUNTER = "all";
    private static final String TENANT_ID = TenantCollection.TENANT_ID;
    private static final String VERSION = "version";
    private static final String REVISION = "revision";
    private static final String ROLES = "roles";
    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    private final TenantCollection current;
    private final TenantCollection versions;
    private final MongoDatabase database;
    private final Pages pages;

    MongoRoles(MongoDatabase database, Pages pages) {
        this.current = new TenantCollection(database, COLLECTION);
        this.versions = new TenantCollection(database, VERSIONS);
        this.database = database;
        this.pages = pages;
    }

    @Override
    public TenantRoles find(String tenantId) {
        return roles(tenantId, current.of(tenantId).findOne(Filters.eq("_id", tenantId)));
    }

    @Override
    public TenantRoles find(UnitOfWork unit, String tenantId) {
        return roles(tenantId, current.of(tenantId).findOne(unit, Filters.eq("_id", tenantId)));
    }

    @Override
    public boolean save(UnitOfWork unit, TenantRoles next, RoleVersion version) {
        try {
            boolean isSaved = next.version() == 1 ? insert(unit, next) : replace(unit, next);
            if (isSaved) {
                versions.of(next.tenantId()).insert(unit, write(version));
            }
            return isSaved;
        } catch (MongoWriteException failed) {
            if (failed.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw failed;
        }
    }

    private boolean insert(UnitOfWork unit, TenantRoles next) {
        Document document = new Document("_id", next.tenantId())
                .append(VERSION, next.version())
                .append(REVISION, nextRevision(unit))
                .append(ROLES, write(next));
        current.of(next.tenantId()).insert(unit, document);
        return true;
    }

    private boolean replace(UnitOfWork unit, TenantRoles next) {
        return current.of(next.tenantId())
                        .update(
                                unit,
                                Filters.and(
                                        Filters.eq("_id", next.tenantId()), Filters.eq(VERSION, next.version() - 1)),
                                Updates.combine(
                                        Updates.set(VERSION, next.version()),
                                        Updates.set(REVISION, nextRevision(unit)),
                                        Updates.set(ROLES, write(next))))
                        .getModifiedCount()
                == 1;
    }

    private long nextRevision(UnitOfWork unit) {
        Document counted = unit.collection(REVISIONS)
                .findOneAndUpdate(
                        unit.session(),
                        Filters.eq("_id", COUNTER),
                        Updates.inc(REVISION, 1L),
                        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        return number(Objects.requireNonNull(counted, "an upsert returns what it made"), REVISION);
    }

    @Override
    public Connection<RoleVersion> history(String tenantId, PageRequest page) {
        MongoCollection<Document> all = database.getCollection(VERSIONS);
        MongoKeyset keyset = new MongoKeyset(all, Filters.eq(TENANT_ID, tenantId), VERSION, false);
        return pages.page(page, "rolesHistory|" + tenantId, keyset, false).map(MongoRoles::version);
    }

    @Override
    public long revision() {
        Document counted = database.getCollection(REVISIONS)
                .find(Filters.eq("_id", COUNTER))
                .first();
        return counted == null ? 0 : number(counted, REVISION);
    }

    @Override
    public List<Revised> changedSince(long revision) {
        List<Revised> found = new ArrayList<>();
        for (Document document : database.getCollection(COLLECTION).find(Filters.gt(REVISION, revision))) {
            found.add(new Revised(number(document, REVISION), roles(document.getString(TENANT_ID), document)));
        }
        return found;
    }

    private static List<String> write(TenantRoles roles) {
        return roles.own().values().stream().map(PolicyJson::writeRole).toList();
    }

    private static TenantRoles roles(String tenantId, @Nullable Document document) {
        if (document == null) {
            return TenantRoles.none(tenantId);
        }
        Map<String, Role> own = new HashMap<>();
        for (String json : document.getList(ROLES, String.class)) {
            Role role = PolicyJson.readRole(json);
            own.put(role.name(), role);
        }
        return new TenantRoles(tenantId, number(document, VERSION), own);
    }

    private static Document write(RoleVersion version) {
        List<Document> changes = version.changes().stream()
                .map(change -> new Document("role", change.role())
                        .append(BEFORE, json(change.before()))
                        .append(AFTER, json(change.after())))
                .toList();
        return new Document("_id", version.tenantId() + "|" + version.number())
                .append(VERSION, version.number())
                .append("changedAt", Date.from(version.changedAt()))
                .append("changedBy", version.changedBy())
                .append("reason", version.reason())
                .append("changes", changes);
    }

    private static RoleVersion version(Document document) {
        List<RoleVersion.Change> changes = document.getList("changes", Document.class).stream()
                .map(change -> new RoleVersion.Change(
                        change.getString("role"), role(change.getString(BEFORE)), role(change.getString(AFTER))))
                .toList();
        return new RoleVersion(
                document.getString(TENANT_ID),
                number(document, VERSION),
                Objects.requireNonNull(document.getDate("changedAt"), "changedAt")
                        .toInstant(),
                document.getString("changedBy"),
                document.getString("reason"),
                changes);
    }

    private static @Nullable String json(@Nullable Role role) {
        return role == null ? null : PolicyJson.writeRole(role);
    }

    private static @Nullable Role role(@Nullable String json) {
        return json == null ? null : PolicyJson.readRole(json);
    }

    private static long number(Document document, String field) {
        return Objects.requireNonNull(document.getLong(field), field);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "tenant_roles_revision", Indexes.ascending(REVISION)),
                IndexDeclaration.on(
                        VERSIONS, "tenant_role_versions_newest", Indexes.descending(TENANT_ID, VERSION, "_id")));
    }
}
