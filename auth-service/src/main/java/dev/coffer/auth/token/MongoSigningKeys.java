package dev.coffer.auth.token;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.nimbusds.jose.jwk.OctetKeyPair;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.seal.SealedSecret;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Collection {@code signing_keys}: one document for each generation, which is its {@code _id} and so exists once however many
 * replicas start together. The private key is sealed and bound to its key id. Belongs to no tenant: all share the issuer.
 */
final class MongoSigningKeys implements SigningKeys {

    static final String COLLECTION = "signing_keys";
    private static final int MOST_KEPT = 64;
    private static final String MASTER_KEY_ID = "masterKeyId";
    private static final String CREATED_AT = "createdAt";
    private static final String SIGNS_FROM = "signsFrom";
    private static final String DISTRUSTED_AT = "distrustedAt";

    private final MongoDatabase database;
    private final Transactions transactions;
    private final Seal seal;

    MongoSigningKeys(MongoDatabase database, Transactions transactions, Seal seal) {
        this.database = database;
        this.transactions = transactions;
        this.seal = seal;
    }

    @Override
    public List<SigningKey> all() {
        return transactions.inTransaction(unit -> {
            List<SigningKey> keys = new ArrayList<>();
            for (Document document : database.getCollection(COLLECTION)
                    .find(unit.session())
                    .sort(Sorts.ascending("_id"))
                    .limit(MOST_KEPT)) {
                keys.add(read(document));
            }
            return keys;
        });
    }

    @Override
    public void addIfAbsent(SigningKey key) {
        transactions.run(unit -> add(unit, key));
    }

    private void add(UnitOfWork unit, SigningKey key) {
        SealedSecret sealed = seal.seal(key.pair().toJSONString().getBytes(StandardCharsets.UTF_8), key.id());
        List<Bson> fields = new ArrayList<>(List.of(
                Updates.setOnInsert("keyId", key.id()),
                Updates.setOnInsert(MASTER_KEY_ID, sealed.masterKeyId()),
                Updates.setOnInsert("nonce", new Binary(sealed.nonce())),
                Updates.setOnInsert("privateKey", new Binary(sealed.cipherText())),
                Updates.setOnInsert(CREATED_AT, Date.from(key.createdAt()))));
        if (key.signsFrom() != null) {
            fields.add(Updates.setOnInsert(SIGNS_FROM, Date.from(key.signsFrom())));
        }
        unit.collection(COLLECTION)
                .updateOne(
                        unit.session(),
                        Filters.eq("_id", key.generation()),
                        Updates.combine(fields),
                        new UpdateOptions().upsert(true));
    }

    @Override
    public boolean rotate(UnitOfWork unit, SigningKey next, SigningKey following, Instant now) {
        long begun = unit.collection(COLLECTION)
                .updateOne(
                        unit.session(),
                        Filters.and(Filters.eq("_id", next.generation()), Filters.eq(SIGNS_FROM, null)),
                        Updates.set(SIGNS_FROM, Date.from(now)))
                .getModifiedCount();
        if (begun == 1) {
            add(unit, following);
        }
        return begun == 1;
    }

    @Override
    public void distrust(UnitOfWork unit, SigningKey key, Instant now) {
        unit.collection(COLLECTION)
                .updateOne(
                        unit.session(),
                        Filters.eq("_id", key.generation()),
                        Updates.set(DISTRUSTED_AT, Date.from(now)));
    }

    @Override
    public void forgetRetired(UnitOfWork unit, Instant before) {
        // Two that signed before that time: the later one may sign still.
        List<Document> early = unit.collection(COLLECTION)
                .find(unit.session(), Filters.lt(SIGNS_FROM, Date.from(before)))
                .sort(Sorts.descending("_id"))
                .limit(1)
                .into(new ArrayList<>());
        if (!early.isEmpty()) {
            unit.collection(COLLECTION)
                    .deleteMany(
                            unit.session(), Filters.lt("_id", early.getFirst().getLong("_id")));
        }
    }

    private SigningKey read(Document document) {
        long generation = Objects.requireNonNull(document.getLong("_id"), "_id");
        byte[] json = seal.open(
                new SealedSecret(
                        document.getString(MASTER_KEY_ID), bytes(document, "nonce"), bytes(document, "privateKey")),
                document.getString("keyId"));
        Instant createdAt = Objects.requireNonNull(instant(document, CREATED_AT), CREATED_AT);
        Instant signsFrom = instant(document, SIGNS_FROM);
        // The first key of an installation from before keys had turns.
        boolean isFirst = generation == 1 && signsFrom == null;
        try {
            return new SigningKey(
                    generation,
                    OctetKeyPair.parse(new String(json, StandardCharsets.UTF_8)),
                    createdAt,
                    isFirst ? createdAt : signsFrom,
                    instant(document, DISTRUSTED_AT));
        } catch (ParseException broken) {
            throw new IllegalStateException("Signing key " + generation + " is not a JWK", broken);
        }
    }

    private static @Nullable Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }

    private static byte[] bytes(Document document, String field) {
        return Objects.requireNonNull(document.get(field, Binary.class), field).getData();
    }
}
