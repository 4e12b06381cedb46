package dev.coffer.core.permission;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collection {@code denials}: what the policy said no to, one document for each thing, user and window of time. */
public final class MongoDenials implements DeclaresIndexes, StoredDenials.Store {

    public static final String COLLECTION = "denials";

    private static final Logger log = LoggerFactory.getLogger(MongoDenials.class);
    private static final int ID_BYTES = 16;

    private final MongoCollection<Document> denials;
    private final DenialLimits limits;

    public MongoDenials(MongoDatabase database, DenialLimits limits) {
        this.denials = database.getCollection(COLLECTION);
        this.limits = limits;
    }

    /** A place in the list. */
    public record Place(Instant at, String id) {}

    /** A reply that got lost, more often than the driver asks again, has a tally counted twice. */
    @Override
    public List<Tally> add(Collection<Tally> tallies) {
        List<Tally> all = List.copyOf(tallies);
        List<WriteModel<Document>> writes = new ArrayList<>();
        all.forEach(tally -> writes.add(upsert(tally)));
        try {
            denials.bulkWrite(writes, new BulkWriteOptions().ordered(false));
            return List.of();
        } catch (MongoBulkWriteException partly) {
            log.warn("denials were not stored: {}", partly.getMessage());
            return partly.getWriteErrors().isEmpty()
                    ? List.of()
                    : partly.getWriteErrors().stream()
                            .map(BulkWriteError::getIndex)
                            .map(all::get)
                            .toList();
        } catch (MongoException away) {
            log.debug("denials cannot be stored", away);
            return all;
        }
    }

    private UpdateOneModel<Document> upsert(Tally tally) {
        Document owners = new Document(
                "$setUnion",
                List.of(
                        new Document("$ifNull", List.of("$ownerIds", List.of())),
                        literal(List.copyOf(tally.ownerIds()))));
        Document set = new Document("tenantId", literal(tally.key().tenantId()))
                .append("userId", literal(tally.key().userId()))
                .append("resource", literal(tally.key().resource()))
                .append("action", literal(tally.key().action()))
                .append("field", literal(tally.key().field()))
                .append("reason", literal(tally.reason()))
                .append("correlationId", literal(tally.correlationId()))
                .append("ownerIds", new Document("$slice", List.of(owners, limits.ownerIds())))
                .append(
                        "count",
                        new Document(
                                "$add",
                                List.of(new Document("$ifNull", List.of("$count", 0L)), literal(tally.count()))))
                // The list is sorted by it: it stays as it was when the document came.
                .append("at", new Document("$ifNull", List.of("$at", Date.from(tally.firstAt()))))
                .append("lastAt", new Document("$max", List.of("$lastAt", Date.from(tally.lastAt()))));
        return new UpdateOneModel<>(
                Filters.eq("_id", id(tally)), List.of(new Document("$set", set)), new UpdateOptions().upsert(true));
    }

    private static Document literal(@Nullable Object value) {
        return new Document("$literal", value);
    }

    /** The same in every process, so that replicas count together. */
    private String id(Tally tally) {
        long window =
                Math.floorDiv(tally.lastAt().toEpochMilli(), limits.window().toMillis());
        String text = tally.key() + "|" + window;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The newest first.
     *
     * @param tenantId null for those of all tenants
     * @param userId null for everybody
     * @param isForward from the newest to the oldest, or back
     */
    public List<Denial> list(
            @Nullable String tenantId, @Nullable String userId, @Nullable Place from, boolean isForward, int limit) {
        Bson wanted = Filters.and(
                tenantId == null ? Filters.empty() : Filters.eq("tenantId", tenantId),
                userId == null ? Filters.empty() : Filters.eq("userId", userId));
        return denials.find(from == null ? wanted : beyond(wanted, from, isForward))
                .sort(isForward ? Sorts.descending("at", "_id") : Sorts.ascending("at", "_id"))
                .limit(limit)
                .map(MongoDenials::read)
                .into(new ArrayList<>());
    }

    /** An "or" at the root, so that two exact ranges of an index are read and merged, however deep in the list. */
    private static Bson beyond(Bson wanted, Place from, boolean isForward) {
        Date at = Date.from(from.at());
        Bson byId = isForward ? Filters.lt("_id", from.id()) : Filters.gt("_id", from.id());
        Bson further = isForward ? Filters.lt("at", at) : Filters.gt("at", at);
        return Filters.or(Filters.and(wanted, Filters.eq("at", at), byId), Filters.and(wanted, further));
    }

    private static Denial read(Document document) {
        return new Denial(
                document.getString("_id"),
                document.getString("tenantId"),
                document.getString("userId"),
                document.getString("resource"),
                document.getString("action"),
                document.getString("field"),
                document.getList("ownerIds", String.class),
                document.getString("reason"),
                document.getString("correlationId"),
                ((Number) Objects.requireNonNull(document.get("count"))).longValue(),
                document.getDate("at").toInstant(),
                document.getDate("lastAt").toInstant());
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "denials_newest", Indexes.descending("tenantId", "at", "_id")),
                IndexDeclaration.on(
                        COLLECTION, "denials_of_user", Indexes.descending("tenantId", "userId", "at", "_id")),
                IndexDeclaration.on(COLLECTION, "denials_expiry", Indexes.ascending("at"))
                        .expiringAfter(limits.keptFor()));
    }
}
