package dev.coffer.core.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.Revocation;
import dev.coffer.core.identity.RevocationPage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** An issuer of access tokens for tests: a fresh key, its JWKS served on a free port, and tokens as auth-service makes them. */
public final class TestTokens implements AutoCloseable {

    public static final String ISSUER = "coffer";
    public static final String AUDIENCE = "coffer-api";
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final OctetKeyPair key;
    private final HttpServer server;
    private final List<Revocation> revoked = new CopyOnWriteArrayList<>();

    private TestTokens(OctetKeyPair key, HttpServer server) {
        this.key = key;
        this.server = server;
    }

    public static TestTokens start() {
        try {
            OctetKeyPair key = new OctetKeyPairGenerator(Curve.Ed25519)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            byte[] body = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            server.createContext("/.well-known/jwks.json", exchange -> {
                exchange.sendResponseHeaders(200, body.length);
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(body);
                }
            });
            TestTokens tokens = new TestTokens(key, server);
            server.createContext("/.well-known/revocations.json", tokens::answerRevocations);
            server.start();
            return tokens;
        } catch (IOException | JOSEException e) {
            throw new IllegalStateException("The test issuer cannot start", e);
        }
    }

    private void answerRevocations(HttpExchange exchange) throws IOException {
        byte[] body = new RevocationPage(Instant.now(), revoked).toJson().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** Publishes that tokens count no more. */
    public void revoke(Revocation revocation) {
        revoked.add(revocation);
    }

    /** For {@code coffer.identity.jwks-uri}. */
    public String jwksUri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/.well-known/jwks.json";
    }

    public OctetKeyPair key() {
        return key;
    }

    /** A token for a plain user of tenant "main". */
    public String user(String userId) {
        return mint(new Caller(userId, "main", Set.of("user"), "session-of-" + userId));
    }

    public String user(String userId, String tenantId, String... roles) {
        return mint(new Caller(userId, tenantId, Set.of(roles), "session-of-" + userId));
    }

    public String mint(Caller caller) {
        return mint(caller, claims -> claims, header -> header);
    }

    /** A token with whatever wrong is to be tried. */
    public String mint(
            Caller caller, UnaryOperator<JWTClaimsSet.Builder> claims, UnaryOperator<JWSHeader.Builder> header) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(caller.userId())
                .claim("tenant", caller.tenantId())
                .claim("roles", List.copyOf(caller.roles()))
                .claim("sid", caller.sessionId())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)));
        JWSHeader.Builder head = new JWSHeader.Builder(JWSAlgorithm.EdDSA)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID());
        SignedJWT jwt =
                new SignedJWT(header.apply(head).build(), claims.apply(builder).build());
        try {
            jwt.sign(new Ed25519Signer(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("The test token cannot be signed", e);
        }
        return jwt.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
