package dev.coffer.auth.passkey;

import static dev.coffer.auth.AuthServer.result;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.AuthServer;
import dev.coffer.auth.factor.Member;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A member with passkeys, and what clients do with them. */
record PasskeyUser(AuthServer server, Member member) {

    private static final String REQUEST = "... on PasskeyRequest { options expiresAt }";
    private static final String PASSKEY = "... on Passkey { id name createdAt lastUsedAt isBackedUp }";

    static PasskeyUser join(AuthServer server, String email) {
        return new PasskeyUser(server, Member.join(server, email));
    }

    /** With this one as the first factor, and a token of before. */
    static PasskeyUser with(AuthServer server, String email, PasskeyDevice device) {
        PasskeyUser user = join(server, email);
        assertThat(text(user.register(device), "__typename")).isEqualTo("Passkey");
        return user;
    }

    JsonNode begin(@Nullable String code) {
        Map<String, Object> input = new HashMap<>(Map.of("password", Member.PASSWORD));
        if (code != null) {
            input.put("code", code);
        }
        return member.ask("startPasskeyRegistration", input, REQUEST);
    }

    /** Where no factor is on. */
    String creationOptions() {
        return text(begin(null), "options");
    }

    JsonNode register(PasskeyDevice device) {
        return finish(device.create(creationOptions()));
    }

    /** Where that one is on already. */
    JsonNode register(PasskeyDevice device, PasskeyDevice proof) {
        return finish(device.create(text(begin(proof.get(changeOptions())), "options")));
    }

    JsonNode finish(String credential) {
        return member.ask("registerPasskey", Map.of("credential", credential, "name", "Blue phone"), PASSKEY);
    }

    JsonNode remove(String id, String code) {
        return member.ask("removePasskey", Map.of("id", id, "password", Member.PASSWORD, "code", code), PASSKEY);
    }

    JsonNode passkeys() {
        return server.ask("{ me { passkeys { id name lastUsedAt isBackedUp } } }", member.token())
                .at("/data/me/passkeys");
    }

    /** For a change of factors. */
    String changeOptions() {
        return checkOptions("CHANGE_FACTORS");
    }

    String stepUpOptions() {
        return checkOptions("STEP_UP");
    }

    private String checkOptions(String occasion) {
        return text(member.ask("startPasskeyCheck", Map.of("occasion", occasion), REQUEST), "options");
    }

    JsonNode stepUp(String credential) {
        return member.ask(
                "stepUp", Map.of("factor", "PASSKEY", "code", credential), "... on SteppedUp { accessToken }");
    }

    /** Of the sign-in that this challenge names. */
    String secondStepOptions(String challenge) {
        return text(start(server, Map.of("id", challenge)), "options");
    }

    JsonNode complete(String challenge, String credential) {
        return Member.complete(server, Map.of("id", challenge, "factor", "PASSKEY", "code", credential));
    }

    static JsonNode start(AuthServer server, Map<String, ?> input) {
        return anonymous(server, "startPasskeyLogin", input, REQUEST);
    }

    /** Of whoever it may be. */
    static String loginOptions(AuthServer server) {
        return text(start(server, Map.of("tenant", "main")), "options");
    }

    static JsonNode logIn(AuthServer server, String credential) {
        return logIn(server, "main", credential);
    }

    static JsonNode logIn(AuthServer server, String tenant, String credential) {
        return anonymous(
                server,
                "loginWithPasskey",
                Map.of("tenant", tenant, "credential", credential),
                "... on Session { id accessToken refreshToken user { id } }");
    }

    private static JsonNode anonymous(AuthServer server, String mutation, Map<String, ?> input, String selection) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        String document = "mutation($input: " + type + "!) { " + mutation + "(input: $input) { __typename " + selection
                + " ... on Refusal { code } } }";
        return result(server.ask(document, Map.of("input", input), null), mutation);
    }
}
