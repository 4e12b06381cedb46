package dev.coffer.payment.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestSeeds;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.ledger.LedgerVerifier;
import dev.coffer.payment.ledger.MongoLedgerVerifier;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Jepsen's bank test on whole replicas: 50 clients over HTTP, two replicas of payment-service and MongoDB, each killed with
 * {@code kill -9} again and again. What somebody was told stands, nothing happens twice, the books are sound, and nobody has
 * deposited more than their limit. {@code -Dcoffer.bank.seconds=60} has it last longer.
 */
@ExtendWith(StoresExtension.class)
final class BankServiceIT {

    private static final int CLIENTS = 50;

    /** Few, so that several deposit for the same one at once, and reach the limit within a few of them. */
    private static final int USERS = 8;

    private static final Duration UNDER_FAULTS = Duration.ofSeconds(Integer.getInteger("coffer.bank.seconds", 20));
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int ANSWERS_BETWEEN_KILLS = 50;
    private static final int REPEATERS = 20;
    private static final int MOST_TRIES = 100;

    /** Of tier BASIC, in cents. */
    private static final long DAILY_DEPOSITS = 200_000;

    @Test
    void nothing_acknowledged_is_lost_while_replicas_and_the_database_are_killed(@FreshDatabase String database)
            throws Exception {
        assumeTrue(TestStores.mongo().isOurs(), "the environment gives a MongoDB that is not ours to kill");
        RandomGenerator random = TestSeeds.random(BankServiceIT.class);
        try (TestTokens tokens = TestTokens.start();
                PaymentProcess one = new PaymentProcess(database, tokens);
                PaymentProcess two = new PaymentProcess(database, tokens)) {
            List<PaymentProcess> replicas = List.of(one, two);
            awaitReady(replicas);
            LocalDate began = LocalDate.now(ZoneOffset.UTC);
            try (BankClients clients = new BankClients(
                    replicas.stream().map(PaymentProcess::graphQl).toList(), users(replicas, tokens))) {
                clients.start(CLIENTS);
                killAtRandom(replicas, clients, random);
                clients.stop();
                awaitReady(replicas);

                assertThat(clients.broken()).isEmpty();
                assertToldStands(clients);
            }
            assertSound(database, began);
        }
    }

    private static void awaitReady(List<PaymentProcess> replicas) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (PaymentProcess replica : replicas) {
                await().atMost(PATIENCE)
                        .ignoreExceptionsInstanceOf(IOException.class)
                        .until(() -> {
                            HttpRequest look =
                                    HttpRequest.newBuilder(replica.readiness()).build();
                            return http.send(look, HttpResponse.BodyHandlers.discarding())
                                            .statusCode()
                                    == 200;
                        });
            }
        }
    }

    private static List<BankUser> users(List<PaymentProcess> replicas, TestTokens tokens) throws InterruptedException {
        List<BankUser> users = new ArrayList<>();
        try (BankClients opening =
                new BankClients(replicas.stream().map(PaymentProcess::graphQl).toList(), List.of())) {
            for (int number = 0; number < USERS; number++) {
                String userId = "user-" + number;
                String token = tokens.user(userId);
                String opened = definite(opening, BankRequest.open(token));
                users.add(new BankUser(userId, opened.substring("Wallet ".length()), token));
            }
        }
        return users;
    }

    /** Each in its turn, in an order by chance, when the clients have got on since the last one. */
    private static void killAtRandom(List<PaymentProcess> replicas, BankClients clients, RandomGenerator random)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + UNDER_FAULTS.toNanos();
        int killed = random.nextInt(3);
        do {
            awaitAnswers(clients);
            switch (killed % 3) {
                case 0 -> {
                    TestStores.mongo().killHard();
                    TestStores.mongo().restart();
                }
                case 1 -> replicas.getFirst().killAndStart();
                default -> replicas.getLast().killAndStart();
            }
            killed += 1 + random.nextInt(2);
        } while (System.nanoTime() - end < 0);
        awaitAnswers(clients);
    }

    private static void awaitAnswers(BankClients clients) {
        long before = clients.answers();
        await().atMost(PATIENCE)
                .until(() -> !clients.broken().isEmpty() || clients.answers() >= before + ANSWERS_BETWEEN_KILLS);
    }

    /** Every request has one answer, whoever is asked, and it is the one that was given before. */
    private static void assertToldStands(BankClients clients) throws InterruptedException {
        List<BankRequest> asked = List.copyOf(clients.asked().values());
        Map<String, String> outcomes = new ConcurrentHashMap<>();
        List<Thread> repeaters = new ArrayList<>();
        for (int repeater = 0; repeater < REPEATERS; repeater++) {
            int first = repeater;
            repeaters.add(Thread.ofVirtual().start(() -> {
                for (int i = first; i < asked.size(); i += REPEATERS) {
                    outcomes.put(asked.get(i).key(), definiteUninterrupted(clients, asked.get(i)));
                }
            }));
        }
        for (Thread repeater : repeaters) {
            repeater.join();
        }
        assertThat(outcomes).hasSameSizeAs(asked);
        assertThat(outcomes).containsAllEntriesOf(clients.told());
        assertThat(clients.told().values()).anyMatch(outcome -> outcome.endsWith("LIMIT_EXCEEDED"));
        System.out.printf(
                "%d requests, %d answered while the faults lasted, %d tries without an answer%n",
                asked.size(), clients.told().size(), clients.unanswered());
    }

    private static String definiteUninterrupted(BankClients clients, BankRequest request) {
        try {
            return definite(clients, request);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static String definite(BankClients clients, BankRequest request) throws InterruptedException {
        for (int tried = 0; tried < MOST_TRIES; tried++) {
            String outcome = clients.answer(request);
            if (outcome != null) {
                return outcome;
            }
            BankClients.pause();
        }
        throw new AssertionError("no answer to " + request + " in " + MOST_TRIES + " tries");
    }

    private static void assertSound(String database, LocalDate began) {
        try (MongoClient client = MongoClients.open(TestStores.mongoUri(), "bank-test")) {
            LedgerVerifier.Report report = new MongoLedgerVerifier(client, database, Currencies.builtIn()).verify();
            assertThat(report.flaws()).isEmpty();
            assertThat(report.entries()).isPositive();
            assumeTrue(began.equals(LocalDate.now(ZoneOffset.UTC)), "the day has changed, and limits began anew");
            for (Document deposited : client.getDatabase(database)
                    .getCollection("transfers")
                    .aggregate(List.of(
                            Aggregates.match(Filters.and(Filters.eq("type", "DEPOSIT"), Filters.exists("entries"))),
                            Aggregates.unwind("$parties"),
                            Aggregates.match(Filters.regex("parties.owner", "^user:")),
                            Aggregates.group("$parties.owner", Accumulators.sum("cents", "$amount"))))) {
                assertThat(Objects.requireNonNull(deposited.getLong("cents")))
                        .as(deposited.getString("_id"))
                        .isLessThanOrEqualTo(DAILY_DEPOSITS);
            }
        }
    }
}
