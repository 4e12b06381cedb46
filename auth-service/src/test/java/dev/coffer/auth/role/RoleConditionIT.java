package dev.coffer.auth.role;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.result;
import static dev.coffer.auth.role.RoleClient.staff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.auth.AuthServer;
import dev.coffer.auth.FromAddress;
import dev.coffer.core.identity.EdgeProofs;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Roles that hold from some networks only, or so often in a time, at two replicas. */
@ExtendWith(StoresExtension.class)
final class RoleConditionIT {

    private static final String USERS = "{ users(first: 1) { nodes { id } } }";
    private static final Map<String, Object> SETTINGS = Map.of("coffer.edge-secret", FromAddress.SECRET);
    private static AuthServer server;
    private static AuthServer other;
    private static FromAddress from;
    private static RoleClient admin;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database, SETTINGS);
        other = AuthServer.start(database, SETTINGS);
        other.clock().set(server.now());
        from = new FromAddress(server);
        admin = staff(server, "main", "admin@example.com", "tenant-admin");
    }

    @AfterAll
    static void stop() {
        other.close();
        server.close();
    }

    private static JsonNode save(String name, String condition) {
        Map<String, Object> role = new HashMap<>(Map.of(
                "name",
                name,
                "grants",
                List.of(Map.of("urn", "user:read:own"), Map.of("urn", "user:read:all", "when", condition)),
                "reason",
                "a test"));
        return admin.save(role);
    }

    /** Somebody who holds a role that grants under the condition, where both replicas know it. */
    private static RoleClient holding(String name, String condition) {
        assertThat(save(name, condition).path("__typename").asString()).isEqualTo("RoleChange");
        int version = admin.version();
        await().until(() -> admin.at(other).version() == version);
        return staff(server, "main", name + "@example.com", name);
    }

    private static boolean isPermitted(AuthServer at, String token) {
        String code = errorCode(at.ask(USERS, token));
        assertThat(code).isIn("", "FORBIDDEN");
        return code.isEmpty();
    }

    @Test
    void a_grant_holds_for_who_calls_from_its_networks_however_the_address_is_written() {
        String token = holding("office", "{\"cidr\": [\"203.0.113.0/24\", \"2001:db8:7::/48\"]}")
                .token();

        for (String inside : List.of("203.0.113.7", "::ffff:203.0.113.7", "2001:db8:7::1", "2001:DB8:7:0:0::0002")) {
            assertThat(isPermitted(from.address(inside), token)).as(inside).isTrue();
        }
        for (String outside : List.of("203.0.114.7", "2001:db8:8::1", "::1")) {
            assertThat(isPermitted(from.address(outside), token)).as(outside).isFalse();
        }
        assertThat(isPermitted(server, token)).as("the test's own connection").isFalse();
    }

    @Test
    void nobody_says_themselves_where_they_are() {
        String token = holding("forger", "{\"cidr\": [\"203.0.113.0/24\"]}").token();
        String proof = from.proof("198.51.100.1");

        for (Map<String, String> headers : List.of(
                Map.of(EdgeProofs.ADDRESS_HEADER, "203.0.113.7"),
                Map.of(EdgeProofs.ADDRESS_HEADER, "203.0.113.7", EdgeProofs.PROOF_HEADER, proof),
                Map.of(EdgeProofs.ADDRESS_HEADER, "203.0.113.7 ", EdgeProofs.PROOF_HEADER, "1.x"),
                Map.of(EdgeProofs.ADDRESS_HEADER, "203.0.113", EdgeProofs.PROOF_HEADER, proof),
                Map.of("X-Forwarded-For", "203.0.113.7"))) {
            assertThat(isPermitted(server.calling(headers), token))
                    .as(headers.toString())
                    .isFalse();
        }
    }

    @Test
    void operators_are_told_that_the_address_decided() {
        RoleClient who = holding("told", "{\"cidr\": [\"203.0.113.0/24\"]}");
        JsonNode told = admin.ask(
                "query E($id: ID!) { explainAccess(urn: \"user:read:all\", userId: $id) { isPermitted text } }",
                Map.of("id", who.id()));

        assertThat(result(told, "explainAccess").path("text").asString()).contains("address", "not known");
    }

    @Test
    void so_many_are_permitted_of_those_who_ask_both_replicas_at_once_and_after_the_time_again() throws Exception {
        RoleClient ann = holding("slow", "{\"rate\": {\"counter\": \"lookups\", \"per\": \"PT30S\", \"most\": 5}}");
        String token = ann.token();
        String another = staff(server, "main", "slow2@example.com", "slow").token();
        AtomicInteger permitted = new AtomicInteger();
        List<Thread> asking = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            AuthServer at = i % 2 == 0 ? server : other;
            asking.add(Thread.ofVirtual().start(() -> permitted.addAndGet(isPermitted(at, token) ? 1 : 0)));
        }
        for (Thread thread : asking) {
            thread.join();
        }
        assertThat(permitted).hasValue(5);
        assertThat(isPermitted(other, another)).as("somebody else's count").isTrue();
        JsonNode can = server.ask("{ can(urn: \"user:read:all\") }", token);
        assertThat(result(can, "can").asBoolean()).isFalse();

        for (AuthServer one : List.of(server, other)) {
            one.clock().advance(Duration.ofSeconds(30));
        }

        assertThat(isPermitted(other, token)).isTrue();
    }

    @Test
    void each_operation_of_one_document_counts() {
        String token = holding("aliased", "{\"rate\": {\"counter\": \"lookups\", \"per\": \"PT1H\", \"most\": 2}}")
                .token();
        JsonNode answer = server.ask(
                "{ a: users(first: 1) { totalCount } b: users(first: 1) { totalCount }"
                        + " c: users(first: 1) { totalCount } }",
                token);

        assertThat(answer.path("errors")).hasSize(1);
        assertThat(errorCode(answer)).isEqualTo("FORBIDDEN");
        assertThat(isPermitted(other, token)).isFalse();
    }
}
