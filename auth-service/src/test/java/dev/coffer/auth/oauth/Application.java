package dev.coffer.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An application of a third party. */
record Application(String issuer, String id, @Nullable String secret) {

    static final String CALLBACK = "https://lens.example.com/callback?of=coffer";
    /** Where users go who were signed out. */
    static final String BYE = "https://lens.example.com/bye";

    static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more-0123456789";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    /** An answer of an endpoint. */
    record Answer(int status, JsonNode body) {

        String text(String field) {
            assertThat(body.path(field).isString()).as(body.toString()).isTrue();
            return body.path(field).asString();
        }

        String error() {
            return body.path("error").asString();
        }
    }

    Application at(String otherIssuer) {
        return new Application(otherIssuer, id, secret);
    }

    /** The parameters of a good request; tests spoil them. */
    Map<String, String> request(String scope) {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("response_type", "code");
        request.put("client_id", id);
        request.put("redirect_uri", CALLBACK);
        request.put("scope", scope);
        request.put("state", "st ate&1");
        request.put("nonce", "n-1");
        request.put("code_challenge", challenge());
        request.put("code_challenge_method", "S256");
        return request;
    }

    static String authorize(Map<String, String> request) {
        return "/oauth2/authorize?" + Browser.encoded(new ArrayList<>(request.entrySet()));
    }

    /** Has the browser's user sign in and consent where asked, and gives what the browser brings back. */
    Map<String, String> obtain(Browser browser, String scope) {
        HttpResponse<String> page = browser.follow(browser.get(authorize(request(scope))));
        if (page.body().contains("name=\"password\"")) {
            page = browser.signIn(authorize(request(scope)), OauthHouse.ADA, OauthHouse.PASSWORD);
        }
        if (page.statusCode() == 200) {
            page = browser.consent(page, true);
        }
        return brought(page);
    }

    /** The code of {@link #obtain}. */
    String code(Browser browser, String scope) {
        return Objects.requireNonNull(obtain(browser, scope).get("code"), "a code");
    }

    /** The parameters of a redirect to the application. */
    static Map<String, String> brought(HttpResponse<String> response) {
        String location = Browser.location(response);
        assertThat(location).as(response.statusCode() + " " + response.body()).startsWith(CALLBACK + "&");
        return query(URI.create(Objects.requireNonNull(location)).getRawQuery());
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            parameters.put(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }

    Answer exchange(String code) {
        return exchange(code, VERIFIER);
    }

    Answer exchange(String code, String verifier) {
        return token(Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", CALLBACK,
                "code_verifier", verifier));
    }

    Answer refresh(String refreshToken) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    Answer token(Map<String, String> form) {
        return post("/oauth2/token", form);
    }

    Answer post(String path, Map<String, String> form) {
        Map<String, String> all = new LinkedHashMap<>(form);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(issuer + path))
                .header("Content-Type", "application/x-www-form-urlencoded");
        if (secret == null) {
            all.put("client_id", id);
        } else {
            String pair = Browser.encoded(id) + ":" + Browser.encoded(secret);
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        return send(
                request.POST(HttpRequest.BodyPublishers.ofString(Browser.encoded(new ArrayList<>(all.entrySet())))));
    }

    Answer get(String path, @Nullable String bearer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(issuer + path));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return send(request);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String body = response.body();
            return new Answer(response.statusCode(), JSON.readTree(body.startsWith("{") ? body : "{}"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static String challenge() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
