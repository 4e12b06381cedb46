package dev.coffer.auth.social;

import static dev.coffer.auth.AuthServer.result;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.AuthServer;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A front end that people sign in with: sends them to the provider and takes them back. */
record SocialVisitor(AuthServer server) {

    static final String REDIRECT_URI = "http://127.0.0.1:1/signed-in";
    private static final String REFUSAL = " ... on Refusal { code field retryAfterSeconds }";

    /** Somebody on the way. */
    record Way(URI url, String state, String binding) {}

    JsonNode start(Map<String, ?> input) {
        return mutate(
                "startSocialLogin", "StartSocialLoginInput", input, "... on SocialLoginStarted { url binding }", null);
    }

    Way begin() {
        return way(start(Map.of("provider", "OIDC", "redirectUri", REDIRECT_URI)));
    }

    static Way way(JsonNode started) {
        assertThat(text(started, "__typename")).as(started.toString()).isEqualTo("SocialLoginStarted");
        URI url = URI.create(text(started, "url"));
        return new Way(
                url, FakeIssuer.parameters(url.getRawQuery()).getOrDefault("state", ""), text(started, "binding"));
    }

    JsonNode complete(Way way, String code, String issuer) {
        return complete(input(way, code, issuer));
    }

    static Map<String, Object> input(Way way, String code, @Nullable String issuer) {
        Map<String, Object> input = new HashMap<>(Map.of("state", way.state(), "code", code, "binding", way.binding()));
        if (issuer != null) {
            input.put("issuer", issuer);
        }
        return input;
    }

    JsonNode complete(Map<String, ?> input) {
        return mutate(
                "completeSocialLogin",
                "CompleteSocialLoginInput",
                input,
                "... on Session { id accessToken user { id email isEmailVerified displayName } }"
                        + " ... on SecondFactorRequired { id factors }",
                null);
    }

    JsonNode startLink(String token, String password) {
        return mutate(
                "startSocialLink",
                "StartSocialLinkInput",
                Map.of("provider", "OIDC", "redirectUri", REDIRECT_URI, "password", password),
                "... on SocialLoginStarted { url binding }",
                token);
    }

    JsonNode completeLink(String token, Way way, String code, String issuer) {
        return mutate(
                "completeSocialLink",
                "CompleteSocialLinkInput",
                input(way, code, issuer),
                "... on SocialAccount { provider name linkedAt }",
                token);
    }

    JsonNode unlink(String token, String password) {
        return mutate(
                "unlinkSocialAccount",
                "UnlinkSocialAccountInput",
                Map.of("provider", "OIDC", "password", password),
                "... on SocialAccount { provider }",
                token);
    }

    private JsonNode mutate(String field, String type, Map<String, ?> input, String selection, @Nullable String token) {
        String document = "mutation($input: " + type + "!) { " + field + "(input: $input) { __typename " + selection
                + REFUSAL + " } }";
        return result(server.ask(document, Map.of("input", input), token), field);
    }
}
