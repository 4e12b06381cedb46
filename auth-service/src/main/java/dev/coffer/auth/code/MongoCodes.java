package dev.coffer.auth.code;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.coffer.core.seal.SealedSecret;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** Collection {@code codes}: one document for each code that is not used yet; forgotten by a TTL index. */
final class MongoCodes implements Codes, DeclaresIndexes {

    static final String COLLECTION = "codes";
    static final String PURPOSE = "purpose";
    private static final String SUBJECT = "subject";
    private static final String HASH = "hash";
    static final String TRIES_LEFT = "triesLeft";
    static final String CREATED_AT = "createdAt";
    static final String EXPIRES_AT = "expiresAt";
    static final String USER_ID = "userId";
    static final String SENT_TO = "sentTo";

    private final TenantCollection codes;
    private final Transactions transactions;

    MongoCodes(MongoDatabase database, Transactions transactions) {
        this.codes = new TenantCollection(database, COLLECTION);
        this.transactions = transactions;
    }

    @Override
    public void replace(UnitOfWork unit, StoredCode code) {
        codes.of(code.tenantId()).deleteAll(unit, ofSameSubject(code));
        codes.of(code.tenantId()).insert(unit, write(code));
    }

    @Override
    public void replaceUnseen(UnitOfWork unit, StoredCode code, byte[] hashOfNone) {
        // At most one is anybody's: this is the only place where another comes to it.
        codes.of(code.tenantId())
                .update(
                        unit,
                        Filters.and(ofSameSubject(code), Filters.ne(USER_ID, null)),
                        Updates.combine(Updates.set(USER_ID, null), Updates.set(HASH, new Binary(hashOfNone))));
        codes.of(code.tenantId()).insert(unit, write(code));
    }

    private static Bson ofSameSubject(StoredCode code) {
        return Filters.and(
                Filters.eq(SUBJECT, code.subject()),
                Filters.eq(PURPOSE, code.purpose().name()));
    }

    @Override
    public @Nullable StoredCode countTry(String tenantId, String id, CodePurpose purpose, Instant now) {
        Document tried = transactions.inTransaction(unit -> codes.of(tenantId)
                .findAndUpdate(
                        unit,
                        Filters.and(
                                Filters.eq("_id", id),
                                Filters.eq(PURPOSE, purpose.name()),
                                Filters.gt(TRIES_LEFT, 0),
                                // The TTL index is late by up to a minute.
                                Filters.gt(EXPIRES_AT, Date.from(now))),
                        Updates.inc(TRIES_LEFT, -1),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)));
        return tried == null ? null : read(tried);
    }

    @Override
    public boolean use(UnitOfWork unit, String tenantId, String id) {
        return codes.of(tenantId).delete(unit, Filters.eq("_id", id)).getDeletedCount() == 1;
    }

    private static Document write(StoredCode code) {
        return new Document("_id", code.id())
                .append(PURPOSE, code.purpose().name())
                .append(SUBJECT, code.subject())
                .append(USER_ID, code.userId())
                .append(HASH, new Binary(code.hash()))
                .append("to", code.to().toText())
                .append(SENT_TO, code.sentTo())
                .append(TRIES_LEFT, code.triesLeft())
                .append(CREATED_AT, Date.from(code.createdAt()))
                .append(EXPIRES_AT, Date.from(code.expiresAt()));
    }

    private static StoredCode read(Document document) {
        return new StoredCode(
                document.getString("_id"),
                document.getString(TenantCollection.TENANT_ID),
                CodePurpose.valueOf(document.getString(PURPOSE)),
                document.getString(SUBJECT),
                document.getString(USER_ID),
                Objects.requireNonNull(document.get(HASH, Binary.class), HASH).getData(),
                SealedSecret.parse(document.getString("to")),
                document.getString(SENT_TO),
                Objects.requireNonNull(document.getInteger(TRIES_LEFT), TRIES_LEFT),
                instant(document, CREATED_AT),
                instant(document, EXPIRES_AT));
    }

    private static Instant instant(Document document, String field) {
        return Objects.requireNonNull(document.getDate(field), field).toInstant();
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "codes_expiry", Indexes.ascending(EXPIRES_AT))
                        .expiringAfter(Duration.ZERO),
                IndexDeclaration.on(
                        COLLECTION,
                        "codes_of_subject",
                        Indexes.ascending(TenantCollection.TENANT_ID, SUBJECT, PURPOSE)));
    }
}
