package dev.coffer.auth.passkey;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.coffer.auth.user.User;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** Collection {@code passkeys}. */
final class MongoPasskeys implements Passkeys, DeclaresIndexes {

    static final String COLLECTION = "passkeys";
    private static final String ID = "_id";
    static final String USER_ID = "userId";
    private static final String CREDENTIAL_ID = "credentialId";
    private static final String CREDENTIAL = "credential";
    private static final String HANDLE = "handle";
    private static final String NAME = "name";
    private static final String COUNTER = "counter";
    private static final String BACKUP_ELIGIBLE = "isBackupEligible";
    private static final String BACKED_UP = "isBackedUp";
    private static final String TRANSPORTS = "transports";
    private static final String CREATED_AT = "createdAt";
    private static final String LAST_USED_AT = "lastUsedAt";
    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final TenantCollection passkeys;

    MongoPasskeys(MongoDatabase database) {
        this.passkeys = new TenantCollection(database, COLLECTION);
    }

    @Override
    public List<Passkey> of(String tenantId, String userId) {
        return passkeys.of(tenantId)
                .find(Filters.eq(USER_ID, userId))
                .sort(Sorts.ascending(ID))
                .limit(Passkey.MOST)
                .map(MongoPasskeys::read)
                .into(new ArrayList<>());
    }

    @Override
    public @Nullable Passkey find(String tenantId, byte[] credentialId) {
        Document found = passkeys.of(tenantId).findOne(Filters.eq(CREDENTIAL_ID, new Binary(credentialId)));
        return found == null ? null : read(found);
    }

    @Override
    public void insert(UnitOfWork unit, Passkey passkey) {
        try {
            passkeys.of(passkey.tenantId()).insert(unit, write(passkey));
        } catch (MongoWriteException failed) {
            if (failed.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                throw new CredentialKnown(failed);
            }
            throw failed;
        }
    }

    @Override
    public boolean use(UnitOfWork unit, Passkey passkey, long counter, boolean isBackedUp, Instant now) {
        Bson asBefore = Filters.and(
                Filters.eq(ID, passkey.id()),
                Filters.eq(USER_ID, passkey.userId()),
                Filters.eq(COUNTER, passkey.counter()));
        Bson change = Updates.combine(
                Updates.set(COUNTER, counter),
                Updates.set(BACKED_UP, isBackedUp),
                Updates.set(LAST_USED_AT, Date.from(now)));
        return passkeys.of(passkey.tenantId()).update(unit, asBefore, change).getMatchedCount() == 1;
    }

    @Override
    public @Nullable Passkey rename(UnitOfWork unit, User user, String id, String name) {
        Document renamed =
                passkeys.of(user.tenantId()).findAndUpdate(unit, own(user, id), Updates.set(NAME, name), AFTER);
        return renamed == null ? null : read(renamed);
    }

    @Override
    public @Nullable Passkey delete(UnitOfWork unit, User user, String id) {
        Document found = passkeys.of(user.tenantId()).findOne(unit, own(user, id));
        if (found == null) {
            return null;
        }
        passkeys.of(user.tenantId()).delete(unit, own(user, id));
        return read(found);
    }

    @Override
    public void deleteAll(UnitOfWork unit, User user) {
        passkeys.of(user.tenantId()).deleteAll(unit, Filters.eq(USER_ID, user.id()));
    }

    private static Bson own(User user, String id) {
        return Filters.and(Filters.eq(ID, id), Filters.eq(USER_ID, user.id()));
    }

    private static Document write(Passkey passkey) {
        return new Document(ID, passkey.id())
                .append(USER_ID, passkey.userId())
                .append(CREDENTIAL_ID, new Binary(passkey.credentialId()))
                .append(CREDENTIAL, new Binary(passkey.credential()))
                .append(HANDLE, new Binary(passkey.handle()))
                .append(NAME, passkey.name())
                .append(COUNTER, passkey.counter())
                .append(BACKUP_ELIGIBLE, passkey.isBackupEligible())
                .append(BACKED_UP, passkey.isBackedUp())
                .append(TRANSPORTS, List.copyOf(passkey.transports()))
                .append(CREATED_AT, Date.from(passkey.createdAt()));
    }

    private static Passkey read(Document document) {
        Date lastUsedAt = document.getDate(LAST_USED_AT);
        return new Passkey(
                document.getString(ID),
                document.getString(TenantCollection.TENANT_ID),
                document.getString(USER_ID),
                bytes(document, CREDENTIAL_ID),
                bytes(document, CREDENTIAL),
                bytes(document, HANDLE),
                document.getString(NAME),
                Objects.requireNonNull(document.getLong(COUNTER), COUNTER),
                document.getBoolean(BACKUP_ELIGIBLE, false),
                document.getBoolean(BACKED_UP, false),
                Set.copyOf(document.getList(TRANSPORTS, String.class)),
                Objects.requireNonNull(document.getDate(CREATED_AT), CREATED_AT).toInstant(),
                lastUsedAt == null ? null : lastUsedAt.toInstant());
    }

    private static byte[] bytes(Document document, String field) {
        return Objects.requireNonNull(document.get(field, Binary.class), field).getData();
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(
                                COLLECTION,
                                "passkeys_credential",
                                Indexes.ascending(TenantCollection.TENANT_ID, CREDENTIAL_ID))
                        .unique(),
                IndexDeclaration.on(
                        COLLECTION, "passkeys_user", Indexes.ascending(TenantCollection.TENANT_ID, USER_ID, ID)));
    }
}
