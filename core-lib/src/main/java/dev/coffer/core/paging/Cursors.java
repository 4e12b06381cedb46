package dev.coffer.core.paging;

import dev.coffer.core.errors.CodedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonSerializationException;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;

/**
 * Makes and reads cursors: an opaque text holding a {@link Position}, a digest of the query it belongs to, and a signature. All
 * replicas of a service need the same key.
 */
public final class Cursors {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNATURE_BYTES = 12;
    private static final int SCOPE_BYTES = 8;
    private static final int MAX_CHARS = 1_024;
    private static final DocumentCodec CODEC = new DocumentCodec();

    private final SecretKeySpec key;

    /** @param key at least 32 bytes, secret */
    public Cursors(byte[] key) {
        if (key.length < 32) {
            throw new IllegalArgumentException("A cursor key has at least 32 bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** @param scope says what the query is: its name, filter, owner and sort */
    public String write(Position position, String scope) {
        Document document = new Document("k", position.sortKey()).append("i", position.id());
        BasicOutputBuffer buffer = new BasicOutputBuffer();
        try (BsonBinaryWriter writer = new BsonBinaryWriter(buffer)) {
            CODEC.encode(writer, document, EncoderContext.builder().build());
        }
        byte[] payload = buffer.toByteArray();
        byte[] body = ByteBuffer.allocate(SCOPE_BYTES + payload.length)
                .put(hmac(scope.getBytes(StandardCharsets.UTF_8)), 0, SCOPE_BYTES)
                .put(payload)
                .array();
        byte[] whole = ByteBuffer.allocate(SIGNATURE_BYTES + body.length)
                .put(hmac(body), 0, SIGNATURE_BYTES)
                .put(body)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /**
     * @param argument the argument that the cursor came in, for the error
     * @throws CodedException {@link PagingError}
     */
    public Position read(String cursor, String scope, String argument) {
        byte[] whole = decode(cursor, argument);
        byte[] signature = Arrays.copyOf(whole, SIGNATURE_BYTES);
        byte[] body = Arrays.copyOfRange(whole, SIGNATURE_BYTES, whole.length);
        if (!MessageDigest.isEqual(signature, Arrays.copyOf(hmac(body), SIGNATURE_BYTES))) {
            throw invalid(argument);
        }
        byte[] expected = Arrays.copyOf(hmac(scope.getBytes(StandardCharsets.UTF_8)), SCOPE_BYTES);
        if (!MessageDigest.isEqual(expected, Arrays.copyOf(body, SCOPE_BYTES))) {
            throw new CodedException(
                    PagingError.CURSOR_OF_OTHER_QUERY,
                    "The cursor in '" + argument
                            + "' belongs to a query with another filter or sort; start again without" + " one.",
                    argument,
                    null);
        }
        return position(Arrays.copyOfRange(body, SCOPE_BYTES, body.length), argument);
    }

    private static byte[] decode(String cursor, String argument) {
        if (cursor.length() > MAX_CHARS) {
            throw invalid(argument);
        }
        try {
            byte[] whole = Base64.getUrlDecoder().decode(cursor);
            if (whole.length < SIGNATURE_BYTES + SCOPE_BYTES) {
                throw invalid(argument);
            }
            return whole;
        } catch (IllegalArgumentException e) {
            throw invalid(argument);
        }
    }

    private static Position position(byte[] payload, String argument) {
        try (BsonBinaryReader reader = new BsonBinaryReader(ByteBuffer.wrap(payload))) {
            Document document = CODEC.decode(reader, DecoderContext.builder().build());
            Object sortKey = document.get("k");
            Object id = document.get("i");
            if (sortKey == null || id == null) {
                throw invalid(argument);
            }
            return new Position(sortKey, id);
        } catch (BsonSerializationException | BsonInvalidOperationException e) {
            throw invalid(argument);
        }
    }

    private byte[] hmac(byte[] data) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, e);
        }
    }

    private static CodedException invalid(String argument) {
        return new CodedException(
                PagingError.CURSOR_INVALID,
                "The cursor in '" + argument + "' is not one that this service gave out; start again without one.",
                argument,
                null);
    }
}
