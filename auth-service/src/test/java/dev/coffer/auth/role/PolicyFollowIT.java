package dev.coffer.auth.role;

import static dev.coffer.auth.role.RoleClient.role;
import static dev.coffer.auth.role.RoleClient.staff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.auth.AuthServer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestPorts;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** Another service follows the roles of tenants: a real one, which asks a real auth-service that may be away. */
@ExtendWith(StoresExtension.class)
final class PolicyFollowIT {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String HELLO = "{ hello }";
    private static TestTokens unused;
    private static String database = "";
    private static String ownDatabase = "";
    private static Map<String, Object> atPort = Map.of();
    private static AuthServer auth;
    private static TestService follower;
    private static RoleClient admin;

    /** Only what core-lib gives every service, and a field that needs wallet:freeze:all. Not found by the scan of auth-service. */
    @EnableAutoConfiguration
    static class Follower {}

    @BeforeAll
    static void start(@FreshDatabase String authDatabase) {
        database = authDatabase;
        ownDatabase = authDatabase + "-f";
        // The same address before and after it was away.
        atPort = Map.of("server.port", String.valueOf(TestPorts.free()));
        unused = TestTokens.start();
        auth = AuthServer.start(database, atPort);
        admin = staff(auth, "main", "admin@example.com", "tenant-admin");
        follower = follower(Map.of());
    }

    private static TestService follower(Map<String, String> overrides) {
        Map<String, Object> settings = new java.util.HashMap<>(overrides);
        settings.put("coffer.identity.jwks-uri", auth.url("/.well-known/jwks.json"));
        return TestService.start(Follower.class, "follower", ownDatabase, unused, settings);
    }

    @AfterAll
    static void stop() {
        follower.close();
        auth.close();
        unused.close();
    }

    private static boolean isPermitted(TestService at, String token) {
        String code = TestService.errorCode(at.ask(HELLO, token));
        assertThat(code).isIn("", "FORBIDDEN");
        return code.isEmpty();
    }

    private static RoleClient holding(String role) {
        admin.at(auth).save(role(role, "wallet:freeze:all"));
        return staff(auth, "main", role + "@example.com", role);
    }

    private static void take(String role) {
        admin.at(auth).save(role(role, "wallet:read:all"));
    }

    @Test
    void what_a_role_gains_and_loses_is_in_force_within_a_second_at_the_other_service_for_that_tenant_only() {
        RoleClient ann = holding("gains");
        RoleClient acmeAdmin = staff(auth, "acme", "acme@example.com", "tenant-admin");
        acmeAdmin.save(role("gains", "wallet:freeze:all"));
        RoleClient bob = staff(auth, "acme", "bob@example.com", "gains");
        String token = ann.token();
        String ofOther = bob.token();
        await().atMost(SOON).until(() -> isPermitted(follower, token) && isPermitted(follower, ofOther));

        take("gains");

        await().atMost(SOON).until(() -> !isPermitted(follower, token));
        assertThat(isPermitted(follower, ofOther)).isTrue();
    }

    @Test
    void a_service_that_starts_begins_with_what_is_in_force() {
        String token = holding("early").token();
        String taken = holding("lost").token();
        take("lost");
        try (TestService late = follower(Map.of())) {
            assertThat(isPermitted(late, token)).isTrue();
            assertThat(isPermitted(late, taken)).isFalse();
        }
    }

    @Test
    void while_auth_service_is_away_all_stays_in_force_and_afterwards_changes_follow() {
        String token = holding("stays").token();
        await().atMost(SOON).until(() -> isPermitted(follower, token));
        auth.close();

        assertThat(isPermitted(follower, token)).isTrue();

        auth = AuthServer.start(database, atPort);
        assertThat(isPermitted(follower, token)).isTrue();
        take("stays");
        await().atMost(SOON).until(() -> !isPermitted(follower, token));
    }

    @Test
    void a_service_of_another_installation_is_told_nothing() {
        String token = holding("secret").token();
        String otherKey = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
        try (TestService stranger = follower(Map.of("coffer.master-key", otherKey))) {
            assertThat(isPermitted(follower, token)).isTrue();
            assertThat(isPermitted(stranger, token)).isFalse();
        }
    }

    @Test
    void under_load_no_valid_request_fails_and_a_second_later_none_that_is_not_any_more_succeeds() throws Exception {
        String valid = holding("valid").token();
        String losing = holding("losing").token();
        // Where it begins; how soon that is so is another test's question.
        await().until(() -> isPermitted(follower, valid) && isPermitted(follower, losing));
        AtomicBoolean isOver = new AtomicBoolean();
        Queue<Seen> seen = new ConcurrentLinkedQueue<>();
        List<Thread> asking = IntStream.range(0, 4)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    boolean isValid = i % 2 == 0;
                    while (!isOver.get()) {
                        long began = System.nanoTime();
                        String code = TestService.errorCode(follower.ask(HELLO, isValid ? valid : losing));
                        seen.add(new Seen(isValid, began, code));
                    }
                }))
                .toList();
        await().until(() -> seen.size() > 200);
        long before = System.nanoTime();
        take("losing");
        long taken = System.nanoTime();
        long second = SOON.toNanos();
        await().until(() -> System.nanoTime() - taken > 2 * second);
        isOver.set(true);
        for (Thread one : asking) {
            one.join();
        }

        assertThat(seen).filteredOn(Seen::isValid).extracting(Seen::code).containsOnly("");
        assertThat(seen)
                .filteredOn(one -> !one.isValid() && one.began() - taken > second)
                .isNotEmpty()
                .extracting(Seen::code)
                .containsOnly("FORBIDDEN");
        assertThat(seen)
                .filteredOn(one -> !one.isValid() && one.began() - before < 0)
                .isNotEmpty()
                .extracting(Seen::code)
                .containsOnly("");
    }

    private record Seen(boolean isValid, long began, String code) {}
}
