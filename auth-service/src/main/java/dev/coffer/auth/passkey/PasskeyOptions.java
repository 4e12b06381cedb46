package dev.coffer.auth.passkey;

import dev.coffer.auth.user.User;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Options as browsers parse them: {@code PublicKeyCredential.parseCreationOptionsFromJSON} and {@code parseRequestOptionsFromJSON}.
 * The user is always verified, by a finger or a PIN: a passkey that is found lying about proves nothing.
 */
final class PasskeyOptions {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String TYPE = "type";
    private static final String PUBLIC_KEY = "public-key";
    private static final String CHALLENGE = "challenge";
    private static final String REQUIRED = "required";
    private static final String USER_VERIFICATION = "userVerification";

    private PasskeyOptions() {}

    /** @param handle what the authenticator is to know the user by */
    static String creation(
            PasskeySettings settings, User user, byte[] handle, byte[] challenge, List<Passkey> registered) {
        ObjectNode options = JSON.createObjectNode();
        options.putObject("rp").put("id", settings.rpId()).put("name", settings.name());
        options.putObject("user")
                .put("id", BASE64.encodeToString(handle))
                .put("name", user.contact().value())
                .put("displayName", user.displayName());
        options.put(CHALLENGE, BASE64.encodeToString(challenge));
        ArrayNode algorithms = options.putArray("pubKeyCredParams");
        for (long algorithm : ReadPasskey.ALGORITHMS) {
            algorithms.addObject().put(TYPE, PUBLIC_KEY).put("alg", algorithm);
        }
        options.put("timeout", PasskeyChallenge.LIFE.toMillis());
        descriptors(options.putArray("excludeCredentials"), registered);
        options.putObject("authenticatorSelection")
                .put("residentKey", REQUIRED)
                .put("requireResidentKey", true)
                .put(USER_VERIFICATION, REQUIRED);
        options.put("attestation", "none");
        return JSON.writeValueAsString(options);
    }

    /** @param allowed which passkeys may answer; empty for any, which the authenticator lets its user choose from */
    static String request(PasskeySettings settings, byte[] challenge, List<Passkey> allowed) {
        ObjectNode options = JSON.createObjectNode()
                .put(CHALLENGE, BASE64.encodeToString(challenge))
                .put("timeout", PasskeyChallenge.LIFE.toMillis())
                .put("rpId", settings.rpId());
        descriptors(options.putArray("allowCredentials"), allowed);
        options.put(USER_VERIFICATION, REQUIRED);
        return JSON.writeValueAsString(options);
    }

    private static void descriptors(ArrayNode list, List<Passkey> passkeys) {
        for (Passkey passkey : passkeys) {
            ObjectNode descriptor =
                    list.addObject().put(TYPE, PUBLIC_KEY).put("id", BASE64.encodeToString(passkey.credentialId()));
            ArrayNode transports = descriptor.putArray("transports");
            passkey.transports().stream().sorted().forEach(transports::add);
        }
    }
}
