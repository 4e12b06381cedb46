package dev.coffer.scripts.suite;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tokens that somebody makes who has a genuine one and no key of the issuer's. */
final class ForgedTokens {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long HOUR_SECONDS = 3_600;

    private final ObjectNode header;
    private final ObjectNode claims;
    private final String signature;
    private final KeyPair ownKey;

    /** @param genuine an access token in force */
    ForgedTokens(String genuine) {
        String[] parts = genuine.split("\\.", -1);
        this.header = decoded(parts[0]);
        this.claims = decoded(parts[1]);
        this.signature = parts[2];
        try {
            this.ownKey = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has Ed25519", e);
        }
    }

    /** Each with what is wrong about it. */
    Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("is no JWT", "not.a.token");
        all.put("is signed with a key of the forger's own", signed(changes -> {}, changes -> {}));
        all.put("names a key that the issuer does not publish", signed(head -> head.put("kid", "mine"), changes -> {}));
        all.put("brings its own key along", signed(this::withOwnKey, changes -> {}));
        all.put("says that it needs no signature", unsigned("none"));
        all.put("is signed with a shared secret that the forger made up", unsigned("HS256"));
        all.put("was given a later expiry", resigned(body -> body.put("exp", body.path("exp").asLong() + HOUR_SECONDS)));
        all.put("was given another audience", resigned(body -> body.put("aud", "somebody-else")));
        all.put("was given another user", resigned(body -> body.put("sub", "somebody-else")));
        all.put("was given another tenant", resigned(body -> body.put("tenant", "somebody-else")));
        all.put(
                "was given the role of an admin",
                resigned(body -> body.putArray("roles").add("admin")));
        all.put("lost its signature", encoded(header) + '.' + encoded(claims) + '.');
        return all;
    }

    private void withOwnKey(ObjectNode head) {
        byte[] encoded = ownKey.getPublic().getEncoded();
        byte[] raw = java.util.Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        head.putObject("jwk").put("kty", "OKP").put("crv", "Ed25519").put("x", base64(raw));
    }

    /** Other claims, and the signature of the genuine ones. */
    private String resigned(Consumer<ObjectNode> change) {
        ObjectNode changed = claims.deepCopy();
        change.accept(changed);
        return encoded(header) + '.' + encoded(changed) + '.' + signature;
    }

    private String unsigned(String algorithm) {
        ObjectNode changed = header.deepCopy().put("alg", algorithm);
        return encoded(changed) + '.' + encoded(claims) + '.' + (algorithm.equals("none") ? "" : signature);
    }

    private String signed(Consumer<ObjectNode> changeHeader, Consumer<ObjectNode> changeClaims) {
        ObjectNode head = header.deepCopy();
        changeHeader.accept(head);
        ObjectNode body = claims.deepCopy();
        changeClaims.accept(body);
        String signed = encoded(head) + '.' + encoded(body);
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(ownKey.getPrivate());
            signer.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + '.' + base64(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has Ed25519", e);
        }
    }

    private static ObjectNode decoded(String part) {
        return (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(part));
    }

    private static String encoded(ObjectNode part) {
        return base64(JSON.writeValueAsBytes(part));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
