package dev.coffer.bonus.competition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.bonus.BonusApplication;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.core.testkit.TestTokens;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Places from Redis, with two replicas, and without what Redis has forgotten or remembers wrongly. */
@ExtendWith(StoresExtension.class)
class LeaderboardIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PLAYERS = 2_345;

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;
    private static RedisClient client;
    private static RedisCommands<String, String> redis;

    private CompetitionFixture tenant;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, Map.of());
        other = TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, Map.of());
        client = RedisClient.create(TestStores.redisUri());
        redis = client.connect().sync();
    }

    @BeforeEach
    void newTenant() {
        tenant = new CompetitionFixture(service, tokens);
    }

    @AfterAll
    static void stop() {
        client.shutdown();
        service.close();
        other.close();
        tokens.close();
    }

    private Board begun(String code) {
        tenant.publish(code, CompetitionFixture.content("STAKED"));
        Board board = tenant.board(code);
        return service.bean(Boards.class).begin(board, Instant.now().plus(Duration.ofDays(60)));
    }

    private String key(Board board, String which) {
        return "bonus:leaderboard:{" + tenant.tenantId + '/' + board.id() + "}:" + which;
    }

    private void awaitKnown(Board board) {
        await().atMost(PATIENCE)
                .until(() -> service.bean(Ranks.class).summary(board, "user-0") != null
                        && other.bean(Ranks.class).summary(board, "user-0") != null);
    }

    /** User 7 is the eighth. */
    private void assertRight(TestService at, String code) {
        assertThat(tenant.own(at, "user-7", code)).isEqualTo("8 99.97");
        assertThat(tenant.own(at, "user-2344", code)).isEqualTo("2345 88.28");
        assertThat(tenant.own(at, "nobody", code)).isEmpty();
    }

    @Test
    void what_redis_has_lost_is_right_at_once_and_in_redis_again_soon() {
        Board board = begun("LOST");
        tenant.played(board, PLAYERS);
        assertRight(service, "LOST");
        assertRight(other, "LOST");
        awaitKnown(board);
        assertRight(service, "LOST");
        redis.del(key(board, "places"), key(board, "players"));
        assertThat(service.bean(Ranks.class).summary(board, "user-0")).isNull();
        assertRight(service, "LOST");
        awaitKnown(board);
        assertThat(redis.zcard(key(board, "places"))).isEqualTo(PLAYERS);
        assertThat(redis.pttl(key(board, "places"))).isGreaterThan(redis.pttl(key(board, "players")));
        assertRight(other, "LOST");
    }

    @Test
    void what_a_redis_that_was_started_anew_remembers_is_not_shown_before_it_is_looked_through() {
        Board board = begun("STALE");
        tenant.played(board, 10);
        assertThat(tenant.own(service, "user-7", "STALE")).startsWith("8 ");
        awaitKnown(board);
        // As Redis would come back: with what it had some time ago, and another run.
        redis.hset(key(board, "players"), "run", "a-run-before");
        Score better = new Score("user-7", "Player-1007", 1_000_000, 2, 2, Instant.now());
        service.bean(Transactions.class).run(unit -> service.bean(Scores.class).save(unit, board, List.of(better)));
        assertThat(service.bean(Ranks.class).summary(board, "user-7")).isNull();
        assertThat(tenant.own(service, "user-7", "STALE")).isEqualTo("1 10000.00");
        awaitKnown(board);
        assertThat(tenant.own(other, "user-7", "STALE")).isEqualTo("1 10000.00");
        assertThat(redis.zcard(key(board, "places"))).isEqualTo(10);
    }

    @Test
    void what_is_told_late_or_twice_changes_nothing_and_who_has_no_bet_left_has_no_place() {
        Board board = begun("ORDER");
        tenant.played(board, 3);
        tenant.own(service, "user-0", "ORDER");
        awaitKnown(board);
        Ranks ranks = other.bean(Ranks.class);
        Score third = new Score("user-0", "Player-1000", 300, 4, 4, Instant.now());
        ranks.put(board, List.of(third));
        ranks.put(board, List.of(new Score("user-0", "Player-1000", 999_999, 3, 3, Instant.now())));
        ranks.put(board, List.of(third));
        assertThat(tenant.own(service, "user-0", "ORDER")).isEqualTo("3 3.00");
        ranks.put(board, List.of(new Score("user-0", "Player-1000", 0, 0, 5, Instant.now())));
        assertThat(tenant.own(service, "user-0", "ORDER")).isEmpty();
        assertThat(tenant.scores(service, "ORDER")).hasSize(2);
    }

    @Test
    void pages_are_the_same_from_redis_and_from_mongodb_in_both_directions() {
        Board board = begun("PAGES");
        tenant.played(board, 57);
        tenant.own(service, "user-0", "PAGES");
        awaitKnown(board);
        Ranks ranks = service.bean(Ranks.class);
        Scores scores = service.bean(Scores.class);
        List<Place> all = scores.page(board, null, true, 100);
        assertThat(all)
                .hasSize(57)
                .extracting(Place::number)
                .isSorted()
                .startsWith(1)
                .endsWith(57);
        for (boolean isForward : List.of(true, false)) {
            assertThat(ranks.page(board, null, isForward, 20)).isEqualTo(scores.page(board, null, isForward, 20));
            for (Place from : all) {
                assertThat(ranks.page(board, from.placing(), isForward, 7))
                        .as("from place %d", from.number())
                        .isEqualTo(scores.page(board, from.placing(), isForward, 7));
            }
        }
    }

    @Test
    void cursors_lead_through_all_places_also_when_redis_forgets_in_between() {
        Board board = begun("CURSORS");
        tenant.played(board, 45);
        List<Integer> places = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = tenant.look(
                            service,
                            "user-3",
                            "CURSORS",
                            "entries(first: 10" + after + ") {" + CompetitionFixture.ENTRIES
                                    + "pageInfo { endCursor hasNextPage } totalCount }")
                    .at("/data/leaderboard/entries");
            page.path("nodes").forEach(node -> {
                places.add(node.path("place").asInt());
                assertThat(node.path("isMe").asBoolean())
                        .isEqualTo(node.path("place").asInt() == 4);
            });
            assertThat(page.path("totalCount").asInt()).isEqualTo(45);
            after = page.at("/pageInfo/hasNextPage").asBoolean() ? ", after: " + page.at("/pageInfo/endCursor") : "";
            if (places.size() == 20) {
                awaitKnown(board);
                redis.del(key(board, "players"));
            }
        } while (!after.isEmpty());
        assertThat(places).hasSize(45).isSorted().doesNotHaveDuplicates();
    }
}
