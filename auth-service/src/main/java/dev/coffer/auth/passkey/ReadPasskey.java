package dev.coffer.auth.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationRequest;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what an authenticator answers, the JSON that {@code PublicKeyCredential.toJSON} makes. Says nothing of what it is worth. All
 * input is an attacker's: whatever is wrong with it is a null, and never an exception.
 */
final class ReadPasskey {

    /** COSE's numbers of ES256, EdDSA and RS256, the best first. */
    static final List<Long> ALGORITHMS = List.of(-7L, -8L, -257L);

    /** More than any authenticator answers; attestation statements, which are not asked for, would be the largest part. */
    static final int MAX_CHARS = 16_384;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_TRANSPORTS = 8;
    private static final int LONGEST_TRANSPORT = 32;
    private static final String CLIENT_DATA = "clientDataJSON";

    private final WebAuthnManager manager;

    ReadPasskey(ObjectConverter converter) {
        this.manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    }

    /** What an authenticator answers when it has made a credential. */
    @Nullable
    RegistrationData registration(String json) {
        try {
            JsonNode response = response(json);
            return manager.parse(new RegistrationRequest(
                    bytes(response, "attestationObject"), bytes(response, CLIENT_DATA), transports(response)));
        } catch (RuntimeException unreadable) {
            // The library promises exceptions of its own and lets others through, such as ClassCastException.
            return null;
        }
    }

    /** What an authenticator answers when it has signed a challenge. */
    @Nullable
    AuthenticationData assertion(String json) {
        try {
            JsonNode response = response(json);
            JsonNode handle = response.path("userHandle");
            return manager.parse(new AuthenticationRequest(
                    bytes(JSON.readTree(json), "rawId"),
                    handle.isString() ? decoded(handle.asString()) : null,
                    bytes(response, "authenticatorData"),
                    bytes(response, CLIENT_DATA),
                    bytes(response, "signature")));
        } catch (RuntimeException unreadable) {
            // The library promises exceptions of its own and lets others through, such as ClassCastException.
            return null;
        }
    }

    /** The challenge that the answer is to; null where it names none. */
    static byte @Nullable [] challenge(com.webauthn4j.data.client.@Nullable CollectedClientData client) {
        return client == null || client.getChallenge() == null
                ? null
                : client.getChallenge().getValue();
    }

    WebAuthnManager manager() {
        return manager;
    }

    private static JsonNode response(String json) {
        if (json.length() > MAX_CHARS) {
            throw new IllegalArgumentException("longer than " + MAX_CHARS + " characters");
        }
        return JSON.readTree(json).path("response");
    }

    private static byte[] bytes(JsonNode node, String field) {
        JsonNode text = node.path(field);
        if (!text.isString() || text.asString().isEmpty()) {
            throw new IllegalArgumentException("no " + field);
        }
        return decoded(text.asString());
    }

    private static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    private static Set<String> transports(JsonNode response) {
        Set<String> transports = new HashSet<>();
        for (JsonNode one : response.path("transports")) {
            boolean isOne = one.isString() && one.asString().matches("[a-z0-9-]{1," + LONGEST_TRANSPORT + "}");
            if (isOne && transports.size() < MOST_TRANSPORTS) {
                transports.add(one.asString());
            }
        }
        return transports;
    }
}
