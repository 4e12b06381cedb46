package dev.coffer.core.config;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaredIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.StoreReadiness;
import dev.coffer.core.store.TransactionLimits;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The database that all services share for their settings. Collection {@code service_configs} holds the newest version of each
 * setting and scope, {@code service_config_versions} all of them, {@code service_config_declarations} what services declare,
 * {@code service_config_revisions} how often each service's were changed.
 */
final class MongoSettings {

    static final String CURRENT = "service_configs";
    static final String VERSIONS = "service_config_versions";
    static final String DECLARATIONS = "service_config_declarations";
    private static final String REVISIONS = "service_config_revisions";
    private static final String REVISION = "revision";
    private static final String BY_KEY = "service_configs_by_key";
    private static final String NEWEST = "service_config_versions_newest";

    private final MongoDatabase database;
    private final Transactions transactions;

    MongoSettings(MongoClient client, String database) {
        this.database = client.getDatabase(database);
        // No promise here rests on an index other than _id, which is always there.
        this.transactions = new Transactions(client, this.database, StoreReadiness.ready(), TransactionLimits.DEFAULT);
    }

    void createIndexes() {
        new DeclaredIndexes(database)
                .create(List.of(
                        IndexDeclaration.on(
                                CURRENT, BY_KEY, Indexes.ascending(SettingDocument.KEY, SettingDocument.TENANT_ID)),
                        IndexDeclaration.on(
                                VERSIONS,
                                NEWEST,
                                Indexes.compoundIndex(
                                        Indexes.ascending(SettingDocument.KEY, SettingDocument.TENANT_ID),
                                        Indexes.descending(SettingDocument.VERSION)))));
    }

    <T> T inTransaction(Function<UnitOfWork, T> work) {
        return transactions.inTransaction(work);
    }

    /** The newest versions of these settings in all scopes. */
    List<SettingVersion> current(Collection<String> keys) {
        return read(current().find(Filters.in(SettingDocument.KEY, keys)));
    }

    /** The newest versions of these settings for the installation and one tenant. @param tenantId null for no tenant */
    List<SettingVersion> current(Collection<String> keys, @Nullable String tenantId) {
        return read(current()
                .find(Filters.and(
                        Filters.in(SettingDocument.KEY, keys),
                        Filters.in(SettingDocument.TENANT_ID, Arrays.asList(null, tenantId)))));
    }

    List<SettingVersion> current(UnitOfWork unit, String key) {
        return read(current().find(unit.session(), Filters.eq(SettingDocument.KEY, key)));
    }

    @Nullable
    SettingVersion version(UnitOfWork unit, SettingScope scope, long number) {
        return read(versions()
                .find(unit.session(), Filters.eq("_id", scope.id() + "|" + number))
                .first());
    }

    /** Versions in the order of their numbers, the newest first when not {@code isAscending}. @param from exclusive */
    List<SettingVersion> versions(SettingScope scope, @Nullable Long from, boolean isAscending, int limit) {
        List<Bson> filters = new ArrayList<>();
        filters.add(Filters.eq(SettingDocument.KEY, scope.key()));
        filters.add(Filters.eq(SettingDocument.TENANT_ID, scope.tenantId()));
        if (from != null) {
            filters.add(
                    isAscending
                            ? Filters.gt(SettingDocument.VERSION, from)
                            : Filters.lt(SettingDocument.VERSION, from));
        }
        return read(versions()
                .find(Filters.and(filters))
                .sort(
                        isAscending
                                ? Sorts.ascending(SettingDocument.VERSION)
                                : Sorts.descending(SettingDocument.VERSION))
                .limit(limit));
    }

    /** @return whether it was saved; false when another change came first, and then nothing was */
    boolean save(UnitOfWork unit, SettingVersion next) {
        SettingScope scope = next.scope();
        Document document = SettingDocument.of(scope.id(), next);
        try {
            boolean isSaved = next.number() == 1
                    ? current().insertOne(unit.session(), document).wasAcknowledged()
                    : current()
                                    .replaceOne(
                                            unit.session(),
                                            Filters.and(
                                                    Filters.eq("_id", scope.id()),
                                                    Filters.eq(SettingDocument.VERSION, next.number() - 1)),
                                            document)
                                    .getMatchedCount()
                            == 1;
            if (isSaved) {
                count(unit, next.scope());
                versions().insertOne(unit.session(), SettingDocument.of(next.id(), next));
            }
            return isSaved;
        } catch (MongoWriteException failed) {
            if (failed.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw failed;
        }
    }

    private void count(UnitOfWork unit, SettingScope scope) {
        String service = scope.key().substring(0, scope.key().indexOf('/'));
        revisions().updateOne(unit.session(), Filters.eq("_id", service), Updates.inc(REVISION, 1L));
    }

    /** Has the changes to a service's settings counted, if they are not yet. */
    void countRevisions(String service) {
        revisions()
                .updateOne(
                        Filters.eq("_id", service),
                        Updates.setOnInsert(REVISION, 0L),
                        new UpdateOptions().upsert(true));
    }

    /** How often settings of a service were changed, in whichever scope; 0 where nobody counts. */
    long revision(String service) {
        Document found = revisions().find(Filters.eq("_id", service)).first();
        return found == null ? 0 : found.getLong(REVISION);
    }

    @Nullable
    SettingDeclaration declaration(String key) {
        Document found = declared().find(Filters.eq("_id", key)).first();
        return found == null ? null : SettingDocument.declaration(found);
    }

    /** All that any service declared, sorted by key. */
    List<SettingDeclaration> declarations() {
        return declared()
                .find()
                .sort(Sorts.ascending("_id"))
                .map(SettingDocument::declaration)
                .into(new ArrayList<>());
    }

    void declare(SettingDeclaration declaration) {
        if (!declaration.equals(declaration(declaration.key()))) {
            declared()
                    .replaceOne(
                            Filters.eq("_id", declaration.key()),
                            SettingDocument.of(declaration),
                            new ReplaceOptions().upsert(true));
        }
    }

    private MongoCollection<Document> current() {
        return database.getCollection(CURRENT);
    }

    private MongoCollection<Document> revisions() {
        return database.getCollection(REVISIONS);
    }

    private MongoCollection<Document> versions() {
        return database.getCollection(VERSIONS);
    }

    private MongoCollection<Document> declared() {
        return database.getCollection(DECLARATIONS);
    }

    private static List<SettingVersion> read(Iterable<Document> documents) {
        List<SettingVersion> versions = new ArrayList<>();
        documents.forEach(document -> versions.add(SettingDocument.version(document)));
        return versions;
    }

    private static @Nullable SettingVersion read(@Nullable Document document) {
        return document == null ? null : SettingDocument.version(document);
    }
}
