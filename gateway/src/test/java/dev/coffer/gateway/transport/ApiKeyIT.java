package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.identity.HttpRevocations;
import dev.coffer.core.identity.HttpVerificationKeys;
import dev.coffer.core.identity.IdentitySettings;
import dev.coffer.core.identity.JwtVerifier;
import dev.coffer.core.identity.Revocation;
import dev.coffer.core.testkit.TestTokens;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** API keys at a running gateway, whose issuer is asked over HTTP. */
class ApiKeyIT {
    private static final String ME = "{\"query\":\"{ me { name } }\"}";
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Shop shop = new Shop();
    private final LiveSubgraph live = new LiveSubgraph();
    private final KeyIssuer issuer = new KeyIssuer();
    private final Clock clock = Clock.systemUTC();
    private final IdentitySettings settings = new IdentitySettings(
            TestTokens.ISSUER, TestTokens.AUDIENCE, URI.create(issuer.tokens().jwksUri()), Duration.ofSeconds(5));
    private final HttpRevocations revocations = HttpRevocations.follow(settings.revocationsUri(), clock);
    private GatewayServer gateway = start(identity().withApiKeys(new HttpKeyExchange(issuer.address(), clock)));
    private HttpProbe client = new HttpProbe(gateway.url());
    private LiveProbe probe = new LiveProbe(gateway.url());

    private EdgeIdentity identity() {
        return new EdgeIdentity(
                new JwtVerifier(settings, new HttpVerificationKeys(settings.jwksUri(), clock), clock),
                revocations,
                clock);
    }

    private GatewayServer start(@Nullable EdgeIdentity identity) {
        SubgraphConfig config = new SubgraphConfig(
                List.of(
                        new SubgraphConfig.Subgraph("accounts", shop.accounts.url()),
                        new SubgraphConfig.Subgraph("live", live.url())),
                Duration.ofMillis(100));
        return GatewayServer.start(GatewayOptions.of(new SchemaSource.Subgraphs(config, false))
                .withAddress("127.0.0.1", 0)
                .withTimes(Duration.ofSeconds(20), Duration.ofSeconds(5))
                .withIdentity(identity));
    }

    private void restart(@Nullable EdgeIdentity identity) {
        stopGateway();
        gateway = start(identity);
        client = new HttpProbe(gateway.url());
        probe = new LiveProbe(gateway.url());
    }

    private void stopGateway() {
        probe.close();
        client.close();
        gateway.close();
    }

    @AfterEach
    void stop() {
        stopGateway();
        revocations.close();
        issuer.close();
        live.close();
        shop.close();
    }

    private HttpResponse<String> ask(String key) throws Exception {
        return client.send(client.post(ME).header("authorization", "Bearer " + key));
    }

    private void works(String key) throws Exception {
        assertThat(ask(key).body()).contains("\"me\":{\"name\":");
    }

    private void isRefused(String key, int status, String code) throws Exception {
        HttpResponse<String> answer = ask(key);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(HttpProbe.code(answer)).isEqualTo(code);
        assertThat(answer.body()).doesNotContain(key);
    }

    @Test
    void subgraphs_see_an_access_token_and_never_the_key() throws Exception {
        String key = issuer.issue();
        works(key);
        works(key);

        assertThat(issuer.asked()).containsExactly(key);
        assertThat(shop.accounts.calls()).hasSize(2).allSatisfy(call -> {
            assertThat(call.headers().getFirst("authorization")).startsWith("Bearer eyJ");
            assertThat(call.toString()).doesNotContain(key);
        });
    }

    @Test
    void many_requests_at_once_exchange_a_key_once() throws Exception {
        String key = issuer.issue();
        List<HttpResponse<String>> answers = atOnce(Collections.nCopies(50, () -> ask(key)));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.body()).contains("\"me\":{"));
        assertThat(issuer.asked()).containsExactly(key);
    }

    @Test
    void a_revoked_key_is_dead_within_a_second() throws Exception {
        String key = issuer.issue();
        works(key);

        issuer.forget(key);
        issuer.tokens()
                .revoke(Revocation.ofSession(
                        KeyIssuer.sessionOf(key), Instant.now().plusSeconds(600)));

        await().atMost(SOON).until(() -> ask(key).statusCode() == 401);
        isRefused(key, 401, "UNAUTHENTICATED");
        assertThat(issuer.asked()).hasSize(2);
    }

    @Test
    void a_changed_account_goes_on_with_another_token_and_its_client_notices_nothing() throws Exception {
        String key = issuer.issue();
        works(key);

        issuer.change(key);
        issuer.tokens().revoke(Revocation.ofUser("main", "ann", 1, Instant.now().plusSeconds(600)));

        await().atMost(SOON).until(() -> {
            works(key);
            return issuer.asked().size() == 2;
        });
        works(key);
        assertThat(issuer.asked()).hasSize(2);
    }

    @Test
    void a_token_that_soon_expires_is_exchanged_anew() throws Exception {
        issuer.tokensLast(61);
        String key = issuer.issue();
        works(key);

        await().atMost(Duration.ofSeconds(5)).until(() -> {
            works(key);
            return issuer.asked().size() == 2;
        });
    }

    @Test
    void what_cannot_be_a_key_is_refused_without_asking() throws Exception {
        String key = issuer.issue();
        isRefused(key.substring(0, key.length() - 1), 401, "UNAUTHENTICATED");
        isRefused(key.substring(0, key.length() - 1) + (key.endsWith("x") ? "y" : "x"), 401, "UNAUTHENTICATED");
        assertThat(issuer.asked()).isEmpty();
    }

    @Test
    void a_key_that_counts_for_nothing_is_not_asked_about_again_for_a_while() throws Exception {
        String stranger = issuer.stranger();
        for (int i = 0; i < 10; i++) {
            isRefused(stranger, 401, "UNAUTHENTICATED");
        }
        assertThat(issuer.asked()).containsExactly(stranger);
        assertThat(shop.accounts.calls()).isEmpty();
    }

    @Test
    void while_the_issuer_is_away_keys_in_use_go_on_and_others_are_to_come_again() throws Exception {
        issuer.tokensLast(61);
        String used = issuer.issue();
        String unused = issuer.issue();
        works(used);

        issuer.away(true);
        isRefused(unused, 503, "UNAVAILABLE");
        await().atMost(Duration.ofSeconds(5)).until(() -> {
            works(used);
            return issuer.asked().stream().filter(used::equals).count() > 1;
        });

        issuer.away(false);
        works(unused);
    }

    @Test
    void who_tries_keys_is_slowed_down_and_keeps_nobody_out_who_is_known() throws Exception {
        String known = issuer.issue();
        issuer.tokensLast(61);
        works(known);
        long began = System.nanoTime();

        List<Callable<HttpResponse<String>>> tries = new ArrayList<>();
        for (int i = 0; i < 4 * KeyTokens.STRANGERS_AT_ONCE; i++) {
            String stranger = issuer.stranger();
            tries.add(() -> ask(stranger));
        }
        List<String> codes = atOnce(tries).stream().map(HttpProbe::code).toList();

        long most = KeyTokens.STRANGERS_AT_ONCE
                + 50 * (1 + Duration.ofNanos(System.nanoTime() - began).toSeconds());
        assertThat(codes).containsOnly("UNAUTHENTICATED", "TOO_MANY_REQUESTS").contains("TOO_MANY_REQUESTS");
        assertThat(codes.stream().filter("UNAUTHENTICATED"::equals).count()).isLessThanOrEqualTo(most);
        await().atMost(Duration.ofSeconds(5)).until(() -> {
            works(known);
            return issuer.asked().stream().filter(known::equals).count() > 1;
        });
    }

    @Test
    void sockets_and_streams_take_keys_and_end_with_them() throws Exception {
        String key = issuer.issue();
        LiveProbe.Socket socket = probe.socket();
        socket.initialise("Bearer " + key);
        await().until(() -> socket.messages("connection_ack").size() == 1);
        socket.subscribe("1", SubscriptionIT.WITH_OWNER);
        await().until(() -> live.streams().size() == 1);
        LiveProbe.Stream stream = probe.subscribe(SubscriptionIT.WITH_OWNER, Map.of("authorization", "Bearer " + key));
        await().until(() -> live.streams().size() == 2);
        assertThat(live.streams())
                .allSatisfy(upstream ->
                        assertThat(upstream.headers().get("authorization")).startsWith("Bearer eyJ"));
        live.streams().getFirst().send(LiveSubgraph.wallet(2, 20));
        await().until(() -> socket.messages("next").size() == 1);

        issuer.forget(key);
        issuer.tokens()
                .revoke(Revocation.ofSession(
                        KeyIssuer.sessionOf(key), Instant.now().plusSeconds(600)));

        await().atMost(Duration.ofSeconds(3)).until(() -> socket.isClosed() && stream.isEnded());
        assertThat(socket.closeCode()).isEqualTo(4403);
        LiveProbe.Socket late = probe.socket();
        late.initialise("Bearer " + key);
        await().until(late::isClosed);
        assertThat(late.closeCode()).isEqualTo(4403);
    }

    @Test
    void a_gateway_that_verifies_nothing_takes_no_keys_and_hands_none_on() throws Exception {
        restart(null);
        isRefused(issuer.issue(), 401, "UNAUTHENTICATED");
        restart(identity());
        isRefused(issuer.issue(), 401, "UNAUTHENTICATED");
        assertThat(shop.accounts.calls()).isEmpty();
        assertThat(issuer.asked()).isEmpty();
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        List<T> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
