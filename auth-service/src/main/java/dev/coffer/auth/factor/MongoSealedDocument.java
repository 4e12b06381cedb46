package dev.coffer.auth.factor;

import dev.coffer.core.seal.SealedSecret;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.Binary;

/** How a sealed secret stands in a document. */
final class MongoSealedDocument {

    private static final String MASTER_KEY_ID = "masterKeyId";
    private static final String NONCE = "nonce";
    private static final String CIPHER_TEXT = "cipherText";

    private MongoSealedDocument() {}

    static Document write(SealedSecret secret) {
        return new Document(MASTER_KEY_ID, secret.masterKeyId())
                .append(NONCE, new Binary(secret.nonce()))
                .append(CIPHER_TEXT, new Binary(secret.cipherText()));
    }

    static SealedSecret read(Document document) {
        return new SealedSecret(
                document.getString(MASTER_KEY_ID), bytes(document, NONCE), bytes(document, CIPHER_TEXT));
    }

    private static byte[] bytes(Document document, String field) {
        return Objects.requireNonNull(document.get(field, Binary.class), field).getData();
    }
}
