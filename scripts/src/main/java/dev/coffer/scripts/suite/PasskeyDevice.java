package dev.coffer.scripts.suite;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An authenticator with one passkey, and the browser in front of it, as anybody's phone has them: WebAuthn with ES256. */
final class PasskeyDevice {

    /** Where pages come from, by the default of the setting {@code auth-service/passkeys}. */
    static final String ORIGIN = "http://localhost:9999";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int COORDINATE_BYTES = 32;
    private static final int ID_BYTES = 32;
    private static final int HEAD_BYTES = 37;
    private static final int AAGUID_BYTES = 16;

    /** User present, user verified. */
    private static final int FLAGS = 1 | 4;

    private static final int ATTESTED = 64;

    private final KeyPair keys = keys();
    private final byte[] credentialId;
    private byte[] handle = new byte[0];
    private int counter;

    PasskeyDevice() {
        this.credentialId = new byte[ID_BYTES];
        new SecureRandom().nextBytes(credentialId);
    }

    private PasskeyDevice(byte[] credentialId) {
        this.credentialId = credentialId;
    }

    /** Another authenticator that gives its passkey the same name. */
    PasskeyDevice namesake() {
        return new PasskeyDevice(credentialId);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What {@code navigator.credentials.create} answers to these options. */
    String create(String options) {
        JsonNode asked = JSON.readTree(options);
        handle = Base64.getUrlDecoder().decode(asked.at("/user/id").asString());
        byte[] authenticatorData = join(
                head(asked.at("/rp/id").asString(), FLAGS | ATTESTED),
                new byte[AAGUID_BYTES],
                ByteBuffer.allocate(Short.BYTES).putShort((short) ID_BYTES).array(),
                credentialId,
                publicKey());
        byte[] attestation = join(
                new byte[] {(byte) 0xa3},
                text("fmt"),
                text("none"),
                text("attStmt"),
                new byte[] {(byte) 0xa0},
                text("authData"),
                bytes(authenticatorData));
        return credential(Map.of(
                "clientDataJSON", BASE64.encodeToString(clientData("webauthn.create", asked, ORIGIN)),
                "attestationObject", BASE64.encodeToString(attestation)));
    }

    /** What {@code navigator.credentials.get} answers to these options. */
    String get(String options) {
        return get(options, ORIGIN);
    }

    /** The same on a page from elsewhere. */
    String get(String options, String origin) {
        JsonNode asked = JSON.readTree(options);
        counter++;
        byte[] clientData = clientData("webauthn.get", asked, origin);
        byte[] authenticatorData = head(asked.path("rpId").asString(), FLAGS);
        return credential(Map.of(
                "clientDataJSON", BASE64.encodeToString(clientData),
                "authenticatorData", BASE64.encodeToString(authenticatorData),
                "signature", BASE64.encodeToString(sign(join(authenticatorData, sha256(clientData)))),
                "userHandle", BASE64.encodeToString(handle)));
    }

    private String credential(Map<String, String> response) {
        String id = BASE64.encodeToString(credentialId);
        return JSON.writeValueAsString(Map.of("id", id, "rawId", id, "type", "public-key", "response", response));
    }

    private static byte[] clientData(String type, JsonNode asked, String origin) {
        return JSON.writeValueAsBytes(
                Map.of("type", type, "challenge", asked.path("challenge").asString(), "origin", origin));
    }

    private byte[] head(String relyingParty, int flags) {
        return ByteBuffer.allocate(HEAD_BYTES)
                .put(sha256(relyingParty.getBytes(StandardCharsets.UTF_8)))
                .put((byte) flags)
                .putInt(counter)
                .array();
    }

    private byte[] sign(byte[] signed) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** In COSE: kty EC2, alg -7, crv P-256, x, y. */
    private byte[] publicKey() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        return join(
                new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21},
                bytes(coordinate(key.getW().getAffineX())),
                new byte[] {0x22},
                bytes(coordinate(key.getW().getAffineY())));
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] raw = number.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int kept = Math.min(raw.length, COORDINATE_BYTES);
        System.arraycopy(raw, raw.length - kept, fixed, COORDINATE_BYTES - kept, kept);
        return fixed;
    }

    /** A byte string of CBOR, of up to 255 bytes. */
    private static byte[] bytes(byte[] value) {
        return join(new byte[] {0x58, (byte) value.length}, value);
    }

    /** A text of CBOR, of up to 23 bytes. */
    private static byte[] text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return join(new byte[] {(byte) (0x60 | utf8.length)}, utf8);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] sha256(byte[] value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
