package dev.coffer.auth.role;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.result;
import static dev.coffer.auth.AuthServer.text;
import static dev.coffer.auth.role.RoleClient.role;
import static dev.coffer.auth.role.RoleClient.staff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.auth.AuthServer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.core.testkit.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A role loses and gets a permission, changed at two replicas in turn, while clients of both and of another service ask without
 * pause; and Redis starts anew with nothing in it in between.
 */
@ExtendWith(StoresExtension.class)
final class PolicyUnderLoadIT {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ASKED_IN_EACH_TIME = 20;
    private static final String USERS = "{ users(first: 1) { nodes { id } } }";
    private static final String[] BOTH = {"user:read:all", "wallet:freeze:all"};

    private static TestTokens unused;
    private static AuthServer server;
    private static AuthServer other;
    private static TestService follower;

    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isOver = new AtomicBoolean();

    /** @param began nanoseconds */
    private record Seen(String place, boolean isStaying, long began, String code) {}

    /** From when on, and until when, the role had the permission or had it not. Nanoseconds. */
    private record Time(boolean isPermitted, long from, long until) {}

    @BeforeAll
    static void start(@FreshDatabase String database) {
        unused = TestTokens.start();
        server = AuthServer.start(database);
        other = server.replica();
        follower = TestService.start(
                PolicyFollowIT.Follower.class,
                "follower",
                database + "-f",
                unused,
                Map.of("coffer.identity.jwks-uri", server.url("/.well-known/jwks.json")));
    }

    @AfterAll
    static void stop() {
        follower.close();
        other.close();
        server.close();
        unused.close();
    }

    private static Map<String, Function<String, String>> places() {
        Map<String, Function<String, String>> places = new LinkedHashMap<>();
        places.put("replica", token -> errorCode(server.ask(USERS, token)));
        places.put("other replica", token -> errorCode(other.ask(USERS, token)));
        places.put("other service", token -> TestService.errorCode(follower.ask("{ hello }", token)));
        return places;
    }

    private static void change(AuthServer at, String admin, String... grants) {
        Map<String, Object> changed = role("changing", grants);
        changed.put(
                "expectedVersion",
                at.ask("{ role(name: \"user\") { version } }", admin)
                        .at("/data/role/version")
                        .asInt(-1));
        String document = "mutation($input: SaveRoleInput!) { saveRole(input: $input) { __typename } }";
        assertThat(text(result(at.ask(document, Map.of("input", changed), admin), "saveRole"), "__typename"))
                .isEqualTo("RoleChange");
    }

    /** Until everybody was asked so often, a second after {@code from} or later. */
    private void awaitAsked(long from) {
        await().atMost(PATIENCE)
                .until(() -> places().keySet().stream()
                        .allMatch(place -> seen.stream()
                                        .filter(one -> one.place().equals(place) && !one.isStaying())
                                        .filter(one -> one.began() - from > SECOND)
                                        .count()
                                >= ASKED_IN_EACH_TIME));
    }

    private List<Thread> clients(String staying, String changing) {
        List<Thread> clients = new ArrayList<>();
        places().forEach((place, ask) -> {
            for (boolean isStaying : List.of(true, false)) {
                clients.add(Thread.ofVirtual().start(() -> {
                    while (!isOver.get()) {
                        long began = System.nanoTime();
                        seen.add(new Seen(place, isStaying, began, ask.apply(isStaying ? staying : changing)));
                    }
                }));
            }
        });
        return clients;
    }

    @Test
    void nobody_is_refused_who_may_and_a_second_later_nobody_may_who_lost_it() throws InterruptedException {
        RoleClient chief = staff(server, "main", "admin@example.com", "tenant-admin");
        chief.save(role("staying", BOTH));
        chief.save(role("changing", BOTH));
        String admin = chief.token();
        String staying = staff(server, "main", "sue@example.com", "staying").token();
        String changing = staff(server, "main", "cho@example.com", "changing").token();
        // Where it begins; how soon that is so is the question afterwards.
        await().until(() -> places().values().stream()
                .allMatch(ask ->
                        ask.apply(staying).isEmpty() && ask.apply(changing).isEmpty()));
        List<Time> times = new ArrayList<>();
        List<Thread> clients = clients(staying, changing);

        long from = System.nanoTime();
        boolean isPermitted = true;
        for (int turn = 0; turn < 6; turn++) {
            awaitAsked(from);
            if (turn == 2 || turn == 3) {
                // Once while the role has the permission, and once while it has not.
                TestStores.redis().restartEmpty();
            }
            long until = System.nanoTime();
            times.add(new Time(isPermitted, from, until));
            change(turn % 2 == 0 ? server : other, admin, isPermitted ? new String[] {"wallet:read:all"} : BOTH);
            isPermitted = !isPermitted;
            from = System.nanoTime();
        }
        awaitAsked(from);
        times.add(new Time(isPermitted, from, System.nanoTime()));
        isOver.set(true);
        for (Thread client : clients) {
            client.join();
        }

        assertThat(seen).filteredOn(Seen::isStaying).extracting(Seen::code).containsOnly("");
        assertThat(seen)
                .filteredOn(one -> !one.isStaying())
                .extracting(Seen::code)
                .containsOnly("", "FORBIDDEN");
        for (Time time : times) {
            assertThat(seen)
                    .filteredOn(one ->
                            !one.isStaying() && one.began() - time.from() > SECOND && one.began() - time.until() < 0)
                    .hasSizeGreaterThanOrEqualTo(3 * ASKED_IN_EACH_TIME)
                    .extracting(Seen::code)
                    .containsOnly(time.isPermitted() ? "" : "FORBIDDEN");
        }
    }
}
