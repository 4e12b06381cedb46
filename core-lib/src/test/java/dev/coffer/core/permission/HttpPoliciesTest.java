package dev.coffer.core.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.coffer.access.BuiltInRoles;
import dev.coffer.access.Policy;
import dev.coffer.access.Role;
import dev.coffer.access.Subject;
import dev.coffer.core.seal.MasterKey;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpPoliciesTest {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final PolicyPass PASS = PolicyPass.of(MasterKey.generate(new SecureRandom()));
    private static final String NOTHING = new PolicyPage(1, List.of()).toJson();

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String body = NOTHING;
    private HttpServer issuer;
    private HttpPolicies policies;

    @BeforeEach
    void start() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/", exchange -> {
            asked.add(String.valueOf(exchange.getRequestURI().getQuery()));
            boolean isAdmitted = PASS.isShownBy(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isAdmitted ? status : 401, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
        issuer.start();
        policies = follow(PASS);
    }

    @AfterEach
    void stop() {
        policies.close();
        issuer.stop(0);
    }

    private HttpPolicies follow(PolicyPass pass) {
        URI address = URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/policies.json");
        return HttpPolicies.follow(address, pass, Clock.systemUTC());
    }

    /** A policy with a built-in role changed: teller of acme, say. */
    private static String page(long revision, long version, String grant) {
        Policy policy = Policy.builder()
                .roles(BuiltInRoles.all())
                .role(new Role("teller", List.of(), List.of(grant), List.of()))
                .build();
        return new PolicyPage(revision, List.of(new TenantPolicy("acme", version, policy))).toJson();
    }

    private static boolean mayRead(Policies policies, String tenant, String role) {
        return policies.of(tenant)
                .decide(new Subject("ann", tenant, Set.of(role)), "wallet", "read", "bob", null)
                .isPermitted();
    }

    @Test
    void what_the_issuer_tells_is_in_force_within_a_second_for_that_tenant_and_no_other() {
        assertThat(mayRead(policies, "acme", "teller")).isFalse();

        body = page(2, 1, "wallet:read:all");

        await().atMost(SOON).until(() -> mayRead(policies, "acme", "teller"));
        assertThat(mayRead(policies, "main", "teller")).isFalse();
        assertThat(mayRead(policies, "main", "operator")).isTrue();

        body = page(3, 2, "wallet:freeze:all");

        await().atMost(SOON).until(() -> !mayRead(policies, "acme", "teller"));
    }

    @Test
    void who_starts_beside_a_running_issuer_begins_with_what_is_in_force() {
        body = page(2, 1, "wallet:read:all");
        try (HttpPolicies late = follow(PASS)) {
            assertThat(mayRead(late, "acme", "teller")).isTrue();
        }
    }

    @Test
    void it_asks_for_all_once_and_then_for_what_is_new_also_when_another_replica_is_behind() {
        body = new PolicyPage(7, List.of()).toJson();
        await().until(() -> asked.contains("since=7"));
        body = NOTHING;
        int before = asked.size();
        await().until(() -> asked.size() > before + 1);

        assertThat(asked.getFirst()).isEqualTo("null");
        assertThat(asked.getLast()).isEqualTo("since=7");
    }

    @Test
    void what_is_known_stays_in_force_while_the_issuer_fails_talks_nonsense_or_tells_of_an_older_one() {
        body = page(5, 4, "wallet:read:all");
        await().until(() -> mayRead(policies, "acme", "teller"));

        String crooked = page(9, 9, "wallet:freeze:all").replace("wallet:freeze:all", "wallet:freeze");
        for (String nonsense : List.of("no json", "{}", crooked, page(6, 3, "wallet:freeze:all"))) {
            body = nonsense;
            awaitTwoAsks();
            assertThat(mayRead(policies, "acme", "teller")).as(nonsense).isTrue();
        }
        for (int failure : new int[] {500, 503, 404}) {
            status = failure;
            body = page(10, 10, "wallet:freeze:all");
            awaitTwoAsks(failure == 404 ? 0 : 1);
            assertThat(mayRead(policies, "acme", "teller")).isTrue();
        }
    }

    @Test
    void an_issuer_that_is_there_later_than_we_is_followed_then() {
        status = 503;
        try (HttpPolicies early = follow(PASS)) {
            assertThat(mayRead(early, "main", "operator")).isTrue();
            assertThat(early.age().isNegative()).isFalse();
            body = page(2, 1, "wallet:read:all");
            status = 200;
            await().atMost(SOON).until(() -> mayRead(early, "acme", "teller"));
        }
    }

    @Test
    void who_has_nothing_to_show_is_told_nothing() {
        body = page(2, 1, "wallet:read:all");
        try (HttpPolicies stranger = follow(PolicyPass.NONE)) {
            awaitTwoAsks();
            assertThat(mayRead(stranger, "acme", "teller")).isFalse();
        }
        assertThat(PolicyPass.NONE.isShownBy("")).isFalse();
        assertThat(PASS.toString()).doesNotContain(PASS.header());
    }

    private void awaitTwoAsks() {
        awaitTwoAsks(1);
    }

    private void awaitTwoAsks(int more) {
        int before = asked.size();
        await().until(() -> asked.size() > before + more);
    }
}
