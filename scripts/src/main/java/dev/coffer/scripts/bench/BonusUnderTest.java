package dev.coffer.scripts.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import dev.coffer.bonus.BonusApplication;
import dev.coffer.bonus.award.AwardTerms;
import dev.coffer.bonus.award.Gift;
import dev.coffer.bonus.award.GiveBonus;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.ops.ServiceLauncher;
import dev.coffer.core.store.Transactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/** A bonus-service in this JVM, as it runs in production. */
final class BonusUnderTest implements AutoCloseable {

    static {
        // Lines for operators do not belong between figures.
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    }

    /** What each bonus is worth, in cents. */
    static final long VALUE = 10_000;

    private static final String NO_KEYS = "http://127.0.0.1:1/.well-known/jwks.json";
    private static final String MASTER_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private final ConfigurableApplicationContext context;
    private final MongoDatabase database;
    private final HttpClient http = HttpClient.newHttpClient();

    private BonusUnderTest(ConfigurableApplicationContext context) {
        this.context = context;
        this.database = context.getBean(MongoDatabase.class);
    }

    /** @param application {@link BonusApplication}, or what changes some of it */
    static BonusUnderTest start(Class<?> application, OwnStores stores) {
        return new BonusUnderTest(ServiceLauncher.launch(
                application,
                BonusApplication.SERVICE,
                Map.of(
                        "server.port",
                        "0",
                        "coffer.mongodb.uri",
                        stores.mongoUri(),
                        "coffer.redis.uri",
                        stores.redisUri(),
                        "coffer.database-name",
                        "bench_bonus",
                        "coffer.master-key",
                        MASTER_KEY,
                        "coffer.identity.jwks-uri",
                        NO_KEYS)));
    }

    /** Gives each of some players so many bonuses that nobody can wager in this time. @return their ids, by player */
    List<List<String>> give(int fromPlayer, int toPlayer, int each) {
        GiveBonus give = context.getBean(GiveBonus.class);
        Money value = new Money(VALUE, Currencies.builtIn().get("EUR"));
        return context.getBean(Transactions.class).inTransaction(unit -> {
            List<List<String>> given = new ArrayList<>();
            for (int player = fromPlayer; player < toPlayer; player++) {
                List<String> own = new ArrayList<>();
                for (int bonus = 0; bonus < each; bonus++) {
                    String key = "bench-" + player + '-' + bonus;
                    Gift gift =
                            new Gift(BetTeller.TENANT, BetTeller.user(player), key, value, null, terms(), false, null);
                    own.add(give.give(unit, gift).id());
                }
                given.add(own);
            }
            return given;
        });
    }

    private static AwardTerms terms() {
        List<AwardTerms.Weight> weights = List.of(new AwardTerms.Weight("table games", List.of("blackjack-*"), 10));
        return new AwardTerms(
                "BENCH",
                1,
                "CUSTOM",
                "Bench",
                Duration.ofDays(1),
                new AwardTerms.Wagering(10_000_000, false, null, weights),
                null,
                false,
                false);
    }

    /** How many bonuses are in a wallet. */
    long active() {
        return database.getCollection("awards").countDocuments(Filters.exists("walletId"));
    }

    /** How many times a bet was counted for a bonus. */
    long contributions() {
        return database.getCollection("contributions").countDocuments();
    }

    /** Transactions that this mongod has committed. */
    long committed() {
        return context.getBean(MongoClient.class)
                .getDatabase("admin")
                .runCommand(new Document("serverStatus", 1))
                .get("transactions", Document.class)
                .getLong("totalCommitted");
    }

    /** Of all bonuses together, in cents: {@code held} or {@code wagered}. */
    long sum(String field) {
        Document sum = database.getCollection("awards")
                .aggregate(List.of(Aggregates.group(null, Accumulators.sum("sum", "$" + field))))
                .first();
        return sum == null ? 0 : sum.getLong("sum");
    }

    MongoDatabase database() {
        return database;
    }

    /** @param query without quotes, or with such as JSON has them @return what is answered by HTTP */
    String ask(String query, String token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + "/graphql"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + query + "\"}"))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking", e);
        }
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }
}
