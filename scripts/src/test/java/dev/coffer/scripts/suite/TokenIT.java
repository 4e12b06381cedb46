package dev.coffer.scripts.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestPorts;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.gateway.GatewayApplication;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Access tokens that the issuer really signed and that do not count, at the gateway and at a service behind it. The scripted
 * suite cannot make them: it has no key.
 */
@ExtendWith(StoresExtension.class)
class TokenIT {

    private static final Caller ANN = new Caller("ann", "main", Set.of("user"), "session");
    private static final String OPEN = "mutation { openWallet(input: { currency: \"EUR\" }) { __typename } }";

    private static TestTokens tokens;
    private static TestTokens stranger;
    private static TestService payment;
    private static ConfigurableApplicationContext gateway;
    private static GatewayClient client;
    private static GatewayClient direct;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        stranger = TestTokens.start();
        int port = TestPorts.free();
        payment = TestService.start(
                PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, Map.of("server.port", port));
        String address = "http://127.0.0.1:" + port + "/graphql";
        int gatewayPort = TestPorts.free();
        gateway = GatewayApplication.launch(Map.of(
                "coffer.gateway.port",
                gatewayPort,
                "coffer.identity.jwks-uri",
                tokens.jwksUri(),
                "coffer.gateway.subgraphs[0].name",
                "payment",
                "coffer.gateway.subgraphs[0].url",
                address));
        client = new GatewayClient("http://127.0.0.1:" + gatewayPort + "/graphql");
        direct = new GatewayClient(address);
    }

    @AfterAll
    static void stop() {
        client.close();
        direct.close();
        gateway.close();
        payment.close();
        stranger.close();
        tokens.close();
    }

    private static String with(UnaryOperator<JWTClaimsSet.Builder> claims) {
        return tokens.mint(ANN, claims, header -> header);
    }

    private static String headed(UnaryOperator<JWSHeader.Builder> header) {
        return tokens.mint(ANN, claims -> claims, header);
    }

    private static Date inSeconds(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    /** By a word of the sentence that the client is told. */
    private static Map<String, List<String>> bad() {
        Map<String, List<String>> bad = new LinkedHashMap<>();
        bad.put(
                "expired",
                List.of(with(claims -> claims.issueTime(inSeconds(-400))
                        .notBeforeTime(inSeconds(-400))
                        .expirationTime(inSeconds(-60)))));
        bad.put(
                "not valid yet",
                List.of(
                        with(claims -> claims.notBeforeTime(inSeconds(60))),
                        with(claims -> claims.issueTime(inSeconds(60)))));
        bad.put(
                "another audience",
                List.of(
                        with(claims -> claims.audience("somebody-else")),
                        with(claims -> claims.audience((String) null))));
        bad.put("another issuer", List.of(with(claims -> claims.issuer("https://issuer.example"))));
        bad.put("not an access token", List.of(headed(header -> header.type(JOSEObjectType.JWT))));
        bad.put("does not publish", List.of(stranger.mint(ANN)));
        bad.put(
                "signature",
                List.of(stranger.mint(
                        ANN,
                        claims -> claims,
                        header -> header.keyID(tokens.key().getKeyID()))));
        bad.put(
                "lacks a claim",
                List.of(
                        with(claims -> claims.claim("tenant", null)),
                        with(claims -> claims.subject(" ")),
                        with(claims -> claims.claim("sid", null)),
                        with(claims -> claims.claim("roles", null)),
                        with(claims -> claims.expirationTime(null)),
                        with(claims -> claims.issueTime(null))));
        return bad;
    }

    @Test
    void a_token_that_does_not_count_is_told_why_and_opens_no_wallet_at_the_gateway_and_behind_it() {
        bad().forEach((word, some) -> some.forEach(token -> {
            for (GatewayClient at : List.of(client, direct)) {
                Answer answer = at.ask(OPEN, Map.of(), token);
                assertThat(answer.errorCodes()).as(word).containsExactly("UNAUTHENTICATED");
                assertThat(answer.firstErrorMessage()).contains(word).endsWith(".");
            }
        }));
        Answer wallets = direct.ask(
                "query W($users: [_Any!]!) { _entities(representations: $users) { ... on User { wallets { id } } } }",
                Map.of("users", List.of(Map.of("__typename", "User", "id", "ann"))),
                tokens.mint(ANN));
        assertThat(wallets.at("/_entities/0/wallets").size()).isZero();
    }

    @Test
    void a_token_that_expires_while_it_is_in_use_counts_no_longer() {
        Instant end = Instant.now().plusSeconds(2);
        String token = with(claims -> claims.expirationTime(Date.from(end)));
        assertThat(client.ask("{ transfers { nodes { id } } }", Map.of(), token).hasErrors())
                .isFalse();
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(client.ask("{ transfers { nodes { id } } }", Map.of(), token)
                                .errorCodes())
                        .containsExactly("UNAUTHENTICATED"));
    }
}
