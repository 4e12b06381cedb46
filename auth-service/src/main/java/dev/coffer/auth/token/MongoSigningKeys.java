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
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * Collection {@code signing_keys}: one document for each generation, which is its {@code _id} and so exists once however many
 * replicas start together. The private key is sealed and bound to its key id. Belongs to no tenant: all share the issuer.
 */
final class MongoSigningKeys implements SigningKeys {

    static final String COLLECTION = "signing_keys";
    private static final int MOST_IN_FORCE = 16;
    private static final String MASTER_KEY_ID = "masterKeyId";

    private final MongoDatabase database;
    private final Transactions transactions;
    private final Seal seal;
    private final Clock clock;

    MongoSigningKeys(MongoDatabase database, Transactions transactions, Seal seal, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.seal = seal;
        this.clock = clock;
    }

    @Override
    public List<SigningKey> inForce() {
        return transactions.inTransaction(unit -> {
            List<SigningKey> keys = new ArrayList<>();
            for (Document document : database.getCollection(COLLECTION)
                    .find(unit.session())
                    .sort(Sorts.ascending("_id"))
                    .limit(MOST_IN_FORCE)) {
                keys.add(read(document));
            }
            return keys;
        });
    }

    @Override
    public void addIfAbsent(SigningKey key) {
        SealedSecret sealed = seal.seal(key.pair().toJSONString().getBytes(StandardCharsets.UTF_8), key.id());
        transactions.run(unit -> database.getCollection(COLLECTION)
                .updateOne(
                        unit.session(),
                        Filters.eq("_id", key.generation()),
                        Updates.combine(
                                Updates.setOnInsert("keyId", key.id()),
                                Updates.setOnInsert(MASTER_KEY_ID, sealed.masterKeyId()),
                                Updates.setOnInsert("nonce", new Binary(sealed.nonce())),
                                Updates.setOnInsert("privateKey", new Binary(sealed.cipherText())),
                                Updates.setOnInsert("createdAt", Date.from(clock.instant()))),
                        new UpdateOptions().upsert(true)));
    }

    private SigningKey read(Document document) {
        long generation = Objects.requireNonNull(document.getLong("_id"), "_id");
        byte[] json = seal.open(
                new SealedSecret(
                        document.getString(MASTER_KEY_ID), bytes(document, "nonce"), bytes(document, "privateKey")),
                document.getString("keyId"));
        try {
            return new SigningKey(generation, OctetKeyPair.parse(new String(json, StandardCharsets.UTF_8)));
        } catch (ParseException broken) {
            throw new IllegalStateException("Signing key " + generation + " is not a JWK", broken);
        }
    }

    private static byte[] bytes(Document document, String field) {
        return Objects.requireNonNull(document.get(field, Binary.class), field).getData();
    }
}
