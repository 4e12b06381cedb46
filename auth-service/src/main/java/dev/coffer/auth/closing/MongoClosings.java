package dev.coffer.auth.closing;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.coffer.auth.closing.Closing.State;
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
import org.jspecify.annotations.Nullable;

/** Collection {@code account_closings}. */
final class MongoClosings implements Closings, DeclaresIndexes {

    private static final String COLLECTION = "account_closings";
    private static final String TENANT_ID = TenantCollection.TENANT_ID;
    private static final String USER_ID = "userId";
    private static final String STATE = "state";
    private static final String AWAITED = "awaited";
    private static final String AGREED = "agreed";
    private static final String ASKED_AT = "askedAt";
    private static final String ERASE_AT = "eraseAt";
    private static final String KEPT = "kept";
    private static final String VERSION = "version";
    private static final Bson IS_WAITING = Filters.eq(STATE, State.WAITING.name());

    private final TenantCollection closings;
    private final MongoCollection<Document> everybodys;

    MongoClosings(MongoDatabase database) {
        this.closings = new TenantCollection(database, COLLECTION);
        this.everybodys = database.getCollection(COLLECTION);
    }

    @Override
    public @Nullable Closing find(String tenantId, String userId) {
        Document found = closings.of(tenantId).findOne(Filters.eq(USER_ID, userId));
        return found == null ? null : read(found);
    }

    @Override
    public @Nullable Closing find(UnitOfWork unit, String tenantId, String userId) {
        Document found = closings.of(tenantId).findOne(unit, Filters.eq(USER_ID, userId));
        return found == null ? null : read(found);
    }

    @Override
    public void begin(UnitOfWork unit, Closing closing) {
        closings.of(closing.tenantId()).deleteAll(unit, Filters.eq(USER_ID, closing.userId()));
        closings.of(closing.tenantId())
                .insert(
                        unit,
                        new Document("_id", closing.id())
                                .append(USER_ID, closing.userId())
                                .append(STATE, closing.state().name())
                                .append(AWAITED, List.copyOf(closing.awaited()))
                                .append(AGREED, List.copyOf(closing.agreed()))
                                .append(ASKED_AT, Date.from(closing.askedAt()))
                                .append(ERASE_AT, date(closing.eraseAt()))
                                .append(KEPT, closing.kept())
                                .append(VERSION, closing.version()));
    }

    @Override
    public void save(UnitOfWork unit, Closing changed) {
        long saved = closings.of(changed.tenantId())
                .update(
                        unit,
                        Filters.and(Filters.eq("_id", changed.id()), Filters.eq(VERSION, changed.version() - 1)),
                        Updates.combine(
                                Updates.set(STATE, changed.state().name()),
                                Updates.set(AGREED, List.copyOf(changed.agreed())),
                                Updates.set(ERASE_AT, date(changed.eraseAt())),
                                Updates.set(KEPT, changed.kept()),
                                Updates.set(VERSION, changed.version())))
                .getModifiedCount();
        if (saved != 1) {
            throw new IllegalStateException("Closing " + changed.id() + " changed within the transaction that read it");
        }
    }

    @Override
    public void delete(UnitOfWork unit, Closing closing) {
        closings.of(closing.tenantId()).delete(unit, Filters.eq("_id", closing.id()));
    }

    @Override
    public List<Closing> due(Instant now, int most) {
        return everybodys
                .find(Filters.and(IS_WAITING, Filters.lte(ERASE_AT, Date.from(now))))
                .sort(Sorts.ascending(ERASE_AT))
                .limit(most)
                .map(MongoClosings::read)
                .into(new ArrayList<>());
    }

    private static Closing read(Document document) {
        return new Closing(
                document.getString("_id"),
                document.getString(TENANT_ID),
                document.getString(USER_ID),
                State.valueOf(document.getString(STATE)),
                Set.copyOf(document.getList(AWAITED, String.class)),
                Set.copyOf(document.getList(AGREED, String.class)),
                Objects.requireNonNull(document.getDate(ASKED_AT), ASKED_AT).toInstant(),
                instant(document.getDate(ERASE_AT)),
                document.getString(KEPT),
                Objects.requireNonNull(document.getLong(VERSION), VERSION));
    }

    private static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "account_closings_user", Indexes.ascending(TENANT_ID, USER_ID))
                        .unique(),
                // Serves due.
                IndexDeclaration.on(COLLECTION, "account_closings_due", Indexes.ascending(ERASE_AT))
                        .onlyWhere(IS_WAITING));
    }
}
