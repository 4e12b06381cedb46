package dev.coffer.auth.network;

import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.auth.AuthServer;
import dev.coffer.auth.FromAddress;
import dev.coffer.core.identity.EdgeProofs;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What comes from one network is bounded, over all accounts; what comes from elsewhere is not. */
@ExtendWith(StoresExtension.class)
final class NetworkLimitsIT {

    private static final String PASSWORD = "correct horse battery";
    private static final String TOO_OFTEN = "NETWORK_TRIED_TOO_OFTEN";
    private static final String WRONG = "INVALID_CREDENTIALS";
    private static final int MOST = 5;
    /** Of the range that nothing but this test uses: what Redis counted for one of them is not another's. */
    private static final AtomicInteger NEXT = new AtomicInteger((int) (System.nanoTime() & 0xfffff) << 4);

    private static AuthServer server;
    private static FromAddress from;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database, Map.of("coffer.edge-secret", FromAddress.SECRET));
        from = new FromAddress(server);
        Map<String, String> few = new HashMap<>();
        few.put("proofs", Integer.toString(MOST));
        few.put("registrations", Integer.toString(MOST));
        few.put("sendings", Integer.toString(MOST));
        few.put("refreshes", Integer.toString(MOST));
        few.put("exempt", "127.0.0.0/8, 192.0.2.0/24");
        server.setting(NetworkSettings.KEY, few);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String address() {
        int number = NEXT.incrementAndGet();
        return "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }

    private static String code(JsonNode answer) {
        return text(answer, "code");
    }

    private static void exhaust(AuthServer attacker) {
        for (int i = 0; i < MOST; i++) {
            assertThat(code(attacker.login("victim" + i + "@example.com", "wrong")))
                    .isEqualTo(WRONG);
        }
    }

    @Test
    void who_tries_many_accounts_from_one_address_has_to_wait_and_nobody_else_has() {
        server.registered("ada@example.com", PASSWORD);
        String address = address();
        AuthServer attacker = from.address(address);
        exhaust(attacker);

        JsonNode refused = attacker.login("ada@example.com", PASSWORD);

        assertThat(code(refused)).isEqualTo(TOO_OFTEN);
        assertThat(refused.path("retryAfterSeconds").asInt()).isEqualTo(120);
        assertThat(code(attacker.login(Map.of("tenant", "acme", "identifier", "a@example.com", "password", "x"))))
                .as("the other tenant is tried from the same network")
                .isEqualTo(TOO_OFTEN);
        assertThat(text(from.address(address()).login("ada@example.com", PASSWORD), "__typename"))
                .isEqualTo("Session");
        server.clock().advance(Duration.ofSeconds(120));
        assertThat(text(from.address(address).login("ada@example.com", PASSWORD), "__typename"))
                .as("the wait ends by itself")
                .isEqualTo("Session");
    }

    @Test
    void who_proves_to_be_somebody_is_never_counted() {
        server.registered("ben@example.com", PASSWORD);
        AuthServer home = from.address(address());
        for (int i = 0; i < 3 * MOST; i++) {
            assertThat(text(home.login("ben@example.com", PASSWORD), "__typename"))
                    .isEqualTo("Session");
        }
    }

    @Test
    void all_addresses_of_one_64_are_one_network_and_the_next_64_is_another() {
        String prefix = "2001:db8:" + Integer.toHexString(NEXT.incrementAndGet() & 0xffff) + ":";
        for (int i = 0; i < MOST; i++) {
            assertThat(code(from.address(prefix + "1::" + (i + 1)).login("v" + i + "@example.com", "wrong")))
                    .isEqualTo(WRONG);
        }

        assertThat(code(from.address(prefix + "1:a:b:c:d").login("cyd@example.com", "wrong")))
                .isEqualTo(TOO_OFTEN);
        assertThat(code(from.address(prefix + "2::1").login("cyd@example.com", "wrong")))
                .isEqualTo(WRONG);
    }

    @Test
    void tries_at_once_do_not_slip_past_the_count() {
        AuthServer attacker = from.address(address());
        ConcurrentLinkedQueue<String> codes = new ConcurrentLinkedQueue<>();
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                String victim = "crowd" + i + "@example.com";
                crowd.execute(() -> codes.add(code(attacker.login(victim, "wrong"))));
            }
        }
        assertThat(codes).hasSize(40);
        assertThat(codes.stream().filter(WRONG::equals)).hasSize(MOST);
        assertThat(codes.stream().filter(TOO_OFTEN::equals)).hasSize(40 - MOST);
    }

    @Test
    void claiming_another_address_does_not_help() {
        String address = address();
        exhaust(from.address(address));
        Map<String, String> forged = new HashMap<>(Map.of(
                EdgeProofs.ADDRESS_HEADER,
                address,
                EdgeProofs.PROOF_HEADER,
                from.proof(address),
                "X-Forwarded-For",
                "203.0.113.99",
                "Forwarded",
                "for=203.0.113.99"));

        assertThat(code(server.calling(forged).login("dan@example.com", "wrong")))
                .isEqualTo(TOO_OFTEN);
    }

    @Test
    void exempt_networks_and_unknown_addresses_are_not_counted() {
        for (AuthServer client : List.of(from.address("192.0.2.9"), server)) {
            for (int i = 0; i < 2 * MOST; i++) {
                assertThat(code(client.login("office" + i + "@example.com", "wrong")))
                        .isEqualTo(WRONG);
            }
        }
    }

    @Test
    void refresh_tokens_that_do_not_count_are_counted_and_those_that_do_are_not() {
        server.registered("eve@example.com", PASSWORD);
        AuthServer client = from.address(address());
        String token = text(client.login("eve@example.com", PASSWORD), "refreshToken");
        for (int i = 0; i < 3 * MOST; i++) {
            token = text(client.refresh(token), "refreshToken");
        }
        // The one beyond the bound finds that it is reached.
        for (int i = 0; i <= MOST; i++) {
            assertThat(code(client.refresh("no token " + i))).isEqualTo("REFRESH_TOKEN_INVALID");
        }

        assertThat(code(client.refresh(token))).isEqualTo(TOO_OFTEN);
        assertThat(text(from.address(address()).refresh(token), "__typename")).isEqualTo("Session");
    }

    @Test
    void registrations_and_codes_to_be_sent_are_counted_whatever_becomes_of_them() {
        AuthServer client = from.address(address());
        String reset = "mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) {"
                + " __typename ... on Refusal { code retryAfterSeconds } } }";
        for (int i = 0; i < MOST; i++) {
            String email = "reg" + i + "-" + NEXT.incrementAndGet() + "@example.com";
            client.registered(email, PASSWORD);
            assertThat(sent(client, reset, email)).isEqualTo("PasswordResetRequested");
        }

        assertThat(code(client.register(
                        Map.of("email", "more@example.com", "password", PASSWORD, "displayName", "Somebody"))))
                .isEqualTo(TOO_OFTEN);
        assertThat(sent(client, reset, "more@example.com")).isEqualTo("Refusal");
        assertThat(sent(from.address(address()), reset, "more@example.com")).isEqualTo("PasswordResetRequested");
    }

    private static String sent(AuthServer client, String reset, String email) {
        return client.ask(reset, Map.of("input", Map.of("identifier", email)), null)
                .at("/data/requestPasswordReset/__typename")
                .asString();
    }

    @Test
    void without_redis_the_bound_holds_in_the_process_and_an_empty_redis_begins_anew() {
        String address = address();
        TestStores.redis().killHard();
        try {
            exhaust(from.address(address));
            assertThat(code(from.address(address).login("fay@example.com", "wrong")))
                    .isEqualTo(TOO_OFTEN);
        } finally {
            TestStores.redis().restartEmpty();
        }
        String other = address();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(redisAway()).isZero());
        exhaust(from.address(other));
        assertThat(code(from.address(other).login("fay@example.com", "wrong"))).isEqualTo(TOO_OFTEN);
    }

    /** Somebody has to ask for it to be tried again. */
    private static double redisAway() {
        from.address(address()).login("nobody@example.com", "wrong");
        return server.bean(io.micrometer.core.instrument.MeterRegistry.class)
                .get("coffer.auth.network.redis.away")
                .gauge()
                .value();
    }
}
