package dev.coffer.auth.passkey;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An authenticator with one passkey, and the browser in front of it: WebAuthn written down anew, so that the library does not check
 * itself. It does as an attacker tells it.
 */
public final class PasskeyDevice {

    static final String ORIGIN = "http://localhost:9999";
    static final int USER_PRESENT = 1;
    static final int USER_VERIFIED = 4;
    private static final int BACKED_UP = 8 | 16;
    private static final int ATTESTED = 64;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** A signature algorithm, by COSE. */
    enum Algorithm {
        ES256,
        EDDSA,
        RS256
    }

    private final Algorithm algorithm;
    private final KeyPair keys;
    byte[] credentialId = sha256(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
    byte @Nullable [] handle;
    String origin = ORIGIN;

    @Nullable
    String rpId;

    int flags = USER_PRESENT | USER_VERIFIED | BACKED_UP;
    int counter;
    boolean isTampering;

    PasskeyDevice(Algorithm algorithm) {
        this.algorithm = algorithm;
        this.keys = keys(algorithm);
    }

    public PasskeyDevice() {
        this(Algorithm.ES256);
    }

    private static KeyPair keys(Algorithm algorithm) {
        try {
            return switch (algorithm) {
                case ES256 -> {
                    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                    generator.initialize(new ECGenParameterSpec("secp256r1"));
                    yield generator.generateKeyPair();
                }
                case EDDSA -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                case RS256 -> {
                    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                    generator.initialize(2048);
                    yield generator.generateKeyPair();
                }
            };
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A page from elsewhere asks it. */
    public PasskeyDevice from(String page) {
        origin = page;
        return this;
    }

    /** What {@code navigator.credentials.create} answers. */
    public String create(String options) {
        JsonNode asked = JSON.readTree(options);
        handle = Base64.getUrlDecoder().decode(asked.at("/user/id").asString());
        byte[] attested = join(
                new byte[16],
                ByteBuffer.allocate(2).putShort((short) credentialId.length).array(),
                credentialId,
                coseKey());
        byte[] authenticatorData = join(authenticatorData(asked.at("/rp/id").asString(), flags | ATTESTED), attested);
        byte[] attestation = join(
                new byte[] {(byte) 0xa3},
                text("fmt"),
                text("none"),
                text("attStmt"),
                new byte[] {(byte) 0xa0},
                text("authData"),
                bytes(authenticatorData));
        return credential(Map.of(
                "clientDataJSON", BASE64.encodeToString(clientData("webauthn.create", asked)),
                "attestationObject", BASE64.encodeToString(attestation)));
    }

    /** What {@code navigator.credentials.get} answers. */
    public String get(String options) {
        JsonNode asked = JSON.readTree(options);
        byte[] clientData = clientData("webauthn.get", asked);
        byte[] authenticatorData = authenticatorData(asked.path("rpId").asString(), flags);
        byte[] signature = sign(join(authenticatorData, sha256(clientData)));
        if (isTampering) {
            authenticatorData[authenticatorData.length - 1] ^= 64;
        }
        Map<String, String> response = new java.util.HashMap<>(Map.of(
                "clientDataJSON", BASE64.encodeToString(clientData),
                "authenticatorData", BASE64.encodeToString(authenticatorData),
                "signature", BASE64.encodeToString(signature)));
        if (handle != null) {
            response.put("userHandle", BASE64.encodeToString(handle));
        }
        return credential(response);
    }

    private String credential(Map<String, String> response) {
        String id = BASE64.encodeToString(credentialId);
        return JSON.writeValueAsString(Map.of(
                "id", id, "rawId", id, "type", "public-key", "response", response, "clientExtensionResults", Map.of()));
    }

    private byte[] clientData(String type, JsonNode asked) {
        return JSON.writeValueAsBytes(Map.of(
                "type", type, "challenge", asked.path("challenge").asString(), "origin", origin, "crossOrigin", false));
    }

    private byte[] authenticatorData(String asked, int allFlags) {
        String relyingParty = rpId == null ? asked : rpId;
        return ByteBuffer.allocate(37)
                .put(sha256(relyingParty.getBytes(StandardCharsets.UTF_8)))
                .put((byte) allFlags)
                .putInt(counter)
                .array();
    }

    private byte[] sign(byte[] signed) {
        try {
            Signature signature = Signature.getInstance(
                    switch (algorithm) {
                        case ES256 -> "SHA256withECDSA";
                        case EDDSA -> "Ed25519";
                        case RS256 -> "SHA256withRSA";
                    });
            signature.initSign(keys.getPrivate());
            signature.update(signed);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] coseKey() {
        return switch (algorithm) {
            case ES256 -> {
                ECPublicKey key = (ECPublicKey) keys.getPublic();
                yield join(
                        // kty EC2, alg -7, crv P-256, x, y
                        new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21},
                        bytes(unsigned(key.getW().getAffineX(), 32)),
                        new byte[] {0x22},
                        bytes(unsigned(key.getW().getAffineY(), 32)));
            }
            case EDDSA -> {
                byte[] encoded = keys.getPublic().getEncoded();
                yield join(
                        // kty OKP, alg -8, crv Ed25519, x
                        new byte[] {(byte) 0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21},
                        bytes(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)));
            }
            case RS256 -> {
                RSAPublicKey key = (RSAPublicKey) keys.getPublic();
                yield join(
                        // kty RSA, alg -257, n, e
                        new byte[] {(byte) 0xa4, 1, 3, 3, 0x39, 1, 0, 0x20},
                        bytes(unsigned(key.getModulus(), 256)),
                        new byte[] {0x21},
                        bytes(unsigned(key.getPublicExponent(), 3)));
            }
        };
    }

    private static byte[] unsigned(BigInteger number, int length) {
        byte[] raw = number.toByteArray();
        byte[] fixed = new byte[length];
        int kept = Math.min(raw.length, length);
        System.arraycopy(raw, raw.length - kept, fixed, length - kept, kept);
        return fixed;
    }

    /** A byte string of CBOR. */
    private static byte[] bytes(byte[] value) {
        return join(head(0x40, value.length), value);
    }

    /** A text of CBOR. */
    private static byte[] text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return join(head(0x60, utf8.length), utf8);
    }

    private static byte[] head(int type, int length) {
        if (length < 24) {
            return new byte[] {(byte) (type | length)};
        }
        return length < 256
                ? new byte[] {(byte) (type | 24), (byte) length}
                : new byte[] {(byte) (type | 25), (byte) (length >> 8), (byte) length};
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
