package dev.coffer.auth.session;

import dev.coffer.core.seal.MasterKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Makes, reads and follows refresh tokens.
 *
 * <p>The text is Base64url of {@code tag(16) generation(8) secret(32) tenant 0x00 session}. The tag is an HMAC over the rest: an
 * old token can be told from an invented one without keeping all old ones, and junk costs no look-up. The secret of a successor
 * is an HMAC over its predecessor's: whoever presents the predecessor within the grace window can be given the same successor,
 * although only digests are stored; without the server's key nobody can follow the chain.
 */
public final class RefreshTokens {

    private static final String HMAC = "HmacSHA256";
    private static final int TAG_BYTES = 16;
    private static final int MAX_CHARS = 512;
    private static final byte SEPARATOR = 0;

    private final SecretKey tagging;
    private final SecretKey succession;
    private final SecureRandom random;

    /** @param kind tokens of one kind are none of another: they are made with keys of their own */
    public RefreshTokens(MasterKey masterKey, String kind, SecureRandom random) {
        this.tagging = masterKey.derive(kind + "-tag", HMAC);
        this.succession = masterKey.derive(kind + "-succession", HMAC);
        this.random = random;
    }

    public RefreshToken first(String tenantId, String sessionId) {
        byte[] secret = new byte[RefreshToken.SECRET_BYTES];
        random.nextBytes(secret);
        return new RefreshToken(tenantId, sessionId, 1, secret);
    }

    /** The one token that follows {@code token}; the same each time it is asked for. */
    public RefreshToken successorOf(RefreshToken token) {
        long generation = Math.addExact(token.generation(), 1);
        byte[] secret = hmac(succession, body(generation, token));
        return new RefreshToken(token.tenantId(), token.sessionId(), generation, secret);
    }

    /** What is stored of a token: SHA-256 of all that makes it. */
    public byte[] digest(RefreshToken token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body(token.generation(), token));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }

    public String write(RefreshToken token) {
        byte[] body = body(token.generation(), token);
        ByteBuffer text =
                ByteBuffer.allocate(TAG_BYTES + body.length).put(tag(body)).put(body);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.array());
    }

    /** The token, or null when it is not one that this installation ever issued. */
    public @Nullable RefreshToken read(String text) {
        if (text.length() > MAX_CHARS) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
        int bodyLength = bytes.length - TAG_BYTES;
        if (bodyLength <= Long.BYTES + RefreshToken.SECRET_BYTES) {
            return null;
        }
        byte[] body = Arrays.copyOfRange(bytes, TAG_BYTES, bytes.length);
        boolean isOurs = MessageDigest.isEqual(tag(body), Arrays.copyOf(bytes, TAG_BYTES));
        return isOurs ? parse(ByteBuffer.wrap(body)) : null;
    }

    private static RefreshToken parse(ByteBuffer body) {
        long generation = body.getLong();
        byte[] secret = new byte[RefreshToken.SECRET_BYTES];
        body.get(secret);
        String names = StandardCharsets.UTF_8.decode(body).toString();
        int end = names.indexOf(SEPARATOR);
        return new RefreshToken(names.substring(0, end), names.substring(end + 1), generation, secret);
    }

    private static byte[] body(long generation, RefreshToken token) {
        byte[] tenant = token.tenantId().getBytes(StandardCharsets.UTF_8);
        byte[] session = token.sessionId().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + RefreshToken.SECRET_BYTES + tenant.length + 1 + session.length)
                .putLong(generation)
                .put(token.secret())
                .put(tenant)
                .put(SEPARATOR)
                .put(session)
                .array();
    }

    private byte[] tag(byte[] body) {
        return Arrays.copyOf(hmac(tagging, body), TAG_BYTES);
    }

    private static byte[] hmac(SecretKey key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java runtime has " + HMAC, impossible);
        }
    }
}
