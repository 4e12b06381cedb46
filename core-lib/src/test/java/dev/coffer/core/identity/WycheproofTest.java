package dev.coffer.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The vectors of C2SP Wycheproof against what tokens are verified with. They are no part of the project: the system property
 * {@code vectors} says where they are, or they lie beside it.
 */
@EnabledIf(value = "areThere", disabledReason = "the Wycheproof vectors are not on this machine")
class WycheproofTest {

    private static final Path BESIDE = Path.of("..", "..", "shared", "vectors");

    static boolean areThere() {
        return Files.isReadable(file("ed25519_test.json"));
    }

    private static Path file(String name) {
        String given = System.getProperty("vectors", "");
        return (given.isEmpty() ? BESIDE : Path.of(given)).resolve("wycheproof").resolve(name);
    }

    private static JsonNode groups(String name) {
        try {
            JsonNode whole = JsonMapper.shared().readTree(Files.readString(file(name)));
            assertThat(whole.path("testGroups").size()).isPositive();
            return whole.path("testGroups");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void signatures_of_ed25519_count_as_the_vectors_say() throws JOSEException {
        int valid = 0;
        int invalid = 0;
        for (JsonNode group : groups("ed25519_test.json")) {
            byte[] key = HexFormat.of().parseHex(group.at("/publicKey/pk").asString());
            Ed25519Verifier verifier =
                    new Ed25519Verifier(new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(key)).build());
            for (JsonNode one : group.path("tests")) {
                boolean isValid = one.path("result").asString().equals("valid");
                assertThat(verifier.verify(
                                new JWSHeader(JWSAlgorithm.EdDSA),
                                HexFormat.of().parseHex(one.path("msg").asString()),
                                Base64URL.encode(
                                        HexFormat.of().parseHex(one.path("sig").asString()))))
                        .as("%s", one)
                        .isEqualTo(isValid);
                valid += isValid ? 1 : 0;
                invalid += isValid ? 0 : 1;
            }
        }
        assertThat(valid).isGreaterThan(50);
        assertThat(invalid).isGreaterThan(50);
    }

    /** With each vector's own keys as those that the issuer publishes: none of them is a key for access tokens. */
    @Test
    void no_token_of_another_algorithm_counts_whatever_keys_are_published() throws IOException {
        List<String> published = new ArrayList<>(List.of("{\"keys\":[]}"));
        HttpServer issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/jwks.json", exchange -> {
            byte[] body = published.getLast().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        issuer.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/jwks.json");
            int seen = 0;
            for (String name : List.of("json_web_signature_test.json", "json_web_key_test.json")) {
                for (JsonNode group : groups(name)) {
                    published.add(keys(group));
                    seen += rejected(group, address);
                }
            }
            assertThat(seen).isGreaterThan(400);
        } finally {
            issuer.stop(0);
        }
    }

    private static String keys(JsonNode group) {
        JsonNode keys = group.path(group.has("public") ? "public" : "private");
        return keys.has("keys") ? keys.toString() : "{\"keys\":[" + keys + "]}";
    }

    private static int rejected(JsonNode group, URI address) {
        IdentitySettings settings = new IdentitySettings("coffer", "coffer-api", address, Duration.ZERO);
        Clock clock = Clock.systemUTC();
        JwtVerifier verifier = new JwtVerifier(settings, new HttpVerificationKeys(address, clock), clock);
        int seen = 0;
        for (JsonNode one : group.path("tests")) {
            Verification verification = verifier.verify(one.path("jws").asString());
            assertThat(verification)
                    .as("%s of %s", one, group.path("comment"))
                    .isInstanceOfSatisfying(
                            Verification.Rejected.class,
                            no -> assertThat(no.reason()).isNotEqualTo(Verification.Reason.KEYS_UNAVAILABLE));
            seen++;
        }
        return seen;
    }
}
