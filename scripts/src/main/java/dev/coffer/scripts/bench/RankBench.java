package dev.coffer.scripts.bench;

import com.mongodb.client.MongoDatabase;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.bson.Document;

/**
 * What a player waits for a leaderboard of many: place and first page, by HTTP and GraphQL, one query after the other. Each answered
 * place must be right, from MongoDB as from Redis.
 */
final class RankBench {

    private static final String CODE = "BENCH-RACE";
    private static final String LABEL = "FROM:2026-01-01T00:00:00Z";
    private static final String BOARD = BetTeller.TENANT + '/' + CODE + '/' + LABEL;
    private static final int BATCH = 10_000;
    private static final int WARM_UP = 1_000;
    private static final int DIGITS = 3;
    private static final long SLOWEST_MICROS = TimeUnit.MINUTES.toMicros(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Document FORM = Document.parse("""
        { "name": "A race", "type": "TOURNAMENT", "triggers": ["RANK"],
          "value": { "prizes": { "pool": { "amount": "1000.00", "currency": "EUR" },
            "places": [{ "from": 1, "to": 10, "percent": "10" }] } },
          "schedule": { "from": "2026-01-01T00:00:00Z", "until": "2026-02-01T00:00:00Z" },
          "competition": { "score": "STAKED" } }\
        """);

    private final int players;
    private final int queries;
    private final Consumer<String> progress;

    RankBench(int players, int queries, Consumer<String> progress) {
        this.players = players;
        this.queries = queries;
        this.progress = progress;
    }

    Map<String, Double> run() throws IOException {
        progress.accept("a leaderboard of %,d players:".formatted(players));
        try (OwnStores stores = OwnStores.start(progress);
                BonusUnderTest bonus = BonusUnderTest.start(RankBenchWiring.class, stores)) {
            fill(bonus.database());
            // What Redis does not know is taken into it after the first query, so that few come before that.
            Histogram mongo = measure(bonus, 1);
            awaitRedis(stores);
            measure(bonus, WARM_UP);
            CpuTime.Spent before = stores.processors().spent();
            Histogram redis = measure(bonus, queries);
            CpuTime.Spent spent = stores.processors().spent().minus(before);
            measureFloor(bonus, WARM_UP);
            Histogram floor = measureFloor(bonus, queries);
            progress.accept("  %,.2f ms at the 99th percentile".formatted(redis.getValueAtPercentile(99) / 1e3));
            return new TreeMap<>(Map.of(
                    "rank_first_from_mongodb_ms", mongo.getMaxValue() / 1e3,
                    "rank_p50_ms", redis.getValueAtPercentile(50) / 1e3,
                    "rank_p99_ms", redis.getValueAtPercentile(99) / 1e3,
                    "rank_floor_p50_ms", floor.getValueAtPercentile(50) / 1e3,
                    "rank_floor_p99_ms", floor.getValueAtPercentile(99) / 1e3,
                    "rank_cpu_jvm_ms", spent.jvm().toNanos() / 1e6 / queries,
                    "rank_cpu_mongod_ms", spent.mongod().toNanos() / 1e6 / queries,
                    "rank_cpu_redis_ms", spent.redis().toNanos() / 1e6 / queries));
        }
    }

    /** Player n has the n-th place: scores fall, and of every three that are equal the first had it first. */
    private void fill(MongoDatabase database) {
        Date now = Date.from(BenchWiring.clock().instant());
        Document version = new Document("version", 1)
                .append("form", FORM)
                .append("savedAt", now)
                .append("savedBy", "bench");
        database.getCollection("template_versions")
                .insertOne(new Document(version)
                        .append("_id", CODE)
                        .append("tenantId", BetTeller.TENANT)
                        .append("code", CODE));
        Date until = Date.from(Instant.parse("2026-02-01T00:00:00Z"));
        database.getCollection("boards")
                .insertOne(new Document("_id", BOARD)
                        .append("tenantId", BetTeller.TENANT)
                        .append("code", CODE)
                        .append("label", LABEL)
                        .append("version", 1)
                        .append("name", "A race")
                        .append("score", "STAKED")
                        .append("currency", "EUR")
                        .append("from", Date.from(Instant.parse("2026-01-01T00:00:00Z")))
                        .append("until", until)
                        .append("state", "OVER")
                        .append("winners", List.of()));
        List<Document> scores = new ArrayList<>();
        for (int player = 0; player < players; player++) {
            scores.add(new Document("_id", BOARD + '/' + BetTeller.user(player))
                    .append("tenantId", BetTeller.TENANT)
                    .append("board", CODE + '/' + LABEL)
                    .append("userId", BetTeller.user(player))
                    .append("handle", "Player-%010d".formatted(player))
                    .append("score", (long) (players - player / 3))
                    .append("bets", 1)
                    .append("version", 1L)
                    .append("reachedAt", new Date(until.getTime() - players + player))
                    .append("until", now));
            if (scores.size() == BATCH || player == players - 1) {
                database.getCollection("board_scores").insertMany(scores);
                scores.clear();
            }
        }
    }

    private void awaitRedis(OwnStores stores) {
        String key = "bonus:leaderboard:{" + BOARD + "}:players";
        RedisClient client = RedisClient.create(stores.redisUri());
        try (StatefulRedisConnection<String, String> redis = client.connect()) {
            long limit = System.nanoTime() + PATIENCE.toNanos();
            while (redis.sync().hget(key, "run") == null) {
                if (System.nanoTime() > limit) {
                    throw new IllegalStateException("Redis did not come to know the leaderboard within " + PATIENCE);
                }
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        } finally {
            client.shutdown();
        }
    }

    private Histogram measure(BonusUnderTest bonus, int times) {
        SplittableRandom random = new SplittableRandom(times);
        Histogram micros = new Histogram(SLOWEST_MICROS, DIGITS);
        for (int i = 0; i < times; i++) {
            int player = random.nextInt(players);
            long start = System.nanoTime();
            String answer = bonus.ask(query(), RankBenchWiring.token(BetTeller.user(player)));
            micros.recordValue((System.nanoTime() - start) / 1_000);
            String expected = "\"me\":{\"place\":" + (player + 1) + "}";
            if (!answer.contains(expected) || !answer.contains("\"player\":\"Player-0000000009\"")) {
                throw new IllegalStateException("Not " + expected + " but " + answer);
            }
        }
        return micros;
    }

    /** The same way for an answer that nothing is looked up for. */
    private static Histogram measureFloor(BonusUnderTest bonus, int times) {
        Histogram micros = new Histogram(SLOWEST_MICROS, DIGITS);
        String token = RankBenchWiring.token(BetTeller.user(0));
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            String answer = bonus.ask("{ __typename }", token);
            micros.recordValue((System.nanoTime() - start) / 1_000);
            if (!answer.contains("\"Query\"")) {
                throw new IllegalStateException("Not Query but " + answer);
            }
        }
        return micros;
    }

    private static String query() {
        return "{ leaderboard(code: \\\"" + CODE
                + "\\\") { players me { place } entries(first: 10) { nodes { place player score } } } }";
    }
}
