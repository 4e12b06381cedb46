package dev.coffer.auth.social;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A provider that says whatever a test wants it to say, and checks what it is asked as a good one does. */
final class FakeIssuer implements AutoCloseable {

    static final String CLIENT_ID = "coffer";
    static final String CLIENT_SECRET = "the client secret";

    private final HttpServer server;
    private final ECKey key = newKey();
    private final ECKey strangersKey = newKey();
    private final Map<String, Sent> codes = new ConcurrentHashMap<>();
    /** In the discovery; null for its own. */
    volatile @Nullable String tokenEndpoint;

    volatile @Nullable String calledInDiscovery;

    private record Sent(Map<String, String> question, String token) {}

    /** How the ID token is made. */
    enum Signed {
        WELL,
        BY_ANOTHER_KEY,
        NOT_AT_ALL
    }

    FakeIssuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, discovery()));
        server.createContext(
                "/keys",
                exchange ->
                        answer(exchange, 200, new JWKSet(key).toPublicJWKSet().toString()));
        server.createContext("/token", this::token);
        server.start();
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String discovery() {
        String own = issuer();
        String token = tokenEndpoint == null ? own + "/token" : tokenEndpoint;
        String name = calledInDiscovery == null ? own : calledInDiscovery;
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "issuer",
                        name,
                        "authorization_endpoint",
                        own + "/authorize",
                        "token_endpoint",
                        token,
                        "jwks_uri",
                        own + "/keys",
                        "response_types_supported",
                        new String[] {"code"},
                        "subject_types_supported",
                        new String[] {"public"},
                        "id_token_signing_alg_values_supported",
                        new String[] {"ES256"},
                        "authorization_response_iss_parameter_supported",
                        true));
    }

    /** A code for whoever was sent with this question, for whom the ID token says what the claims say. */
    String code(URI question, UnaryOperator<JWTClaimsSet.Builder> claims, Signed signed) {
        Map<String, String> asked = parameters(question.getRawQuery());
        Instant now = Clock.systemUTC().instant();
        JWTClaimsSet.Builder usual = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(asked.get("client_id"))
                .subject("somebody")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", asked.get("nonce"));
        String code = UUID.randomUUID().toString();
        codes.put(code, new Sent(asked, sign(claims.apply(usual).build(), signed)));
        return code;
    }

    private String sign(JWTClaimsSet claims, Signed how) {
        if (how == Signed.NOT_AT_ALL) {
            return new PlainJWT(claims).serialize();
        }
        ECKey with = how == Signed.WELL ? key : strangersKey;
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(new ECDSASigner(with));
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
        return token.serialize();
    }

    /** Each code once, for the client with its secret, the same redirect URI, and the verifier of the challenge. */
    private void token(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> form = parameters(body);
        Sent sent = codes.remove(form.getOrDefault("code", ""));
        String basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (CLIENT_ID + ":" + CLIENT_SECRET.replace(' ', '+')).getBytes(StandardCharsets.UTF_8));
        boolean isRight = sent != null
                && basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && Objects.equals(sent.question().get("redirect_uri"), form.get("redirect_uri"))
                && Objects.equals(
                        sent.question().get("code_challenge"), challenge(form.getOrDefault("code_verifier", "")));
        if (sent == null || !isRight) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        answer(
                exchange,
                200,
                JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "access_token", "an-access-token",
                                "token_type", "Bearer",
                                "id_token", sent.token())));
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = java.security.MessageDigest.getInstance("SHA-256")
                    .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> parameters.put(
                        pair[0], URLDecoder.decode(pair.length < 2 ? "" : pair[1], StandardCharsets.UTF_8)));
        return parameters;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
