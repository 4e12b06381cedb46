package dev.coffer.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestPorts;
import dev.coffer.core.testkit.TestSeeds;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.NotificationApplication;
import dev.coffer.notification.email.FlakySmtp.Mood;
import dev.coffer.notification.email.FlakySmtp.Taken;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.recipient.Recipient;
import dev.coffer.notification.recipient.Recipients;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * A message to many, by a mail server that says later to 20 %, swallows the answer of 5 %, and is dead for a while, with another one behind it;
 * and codes that people wait for meanwhile. {@code -Dcoffer.flood=10000} for all of it.
 */
@ExtendWith(StoresExtension.class)
final class FloodIT {

    private static final int USERS = Integer.getInteger("coffer.flood", 600);
    private static final int WHOLE = 10_000;
    private static final int OFF = 10;
    private static final int QUIET = 20;
    private static final Duration DEAD = Duration.ofSeconds(USERS >= WHOLE ? 10 : 3);
    private static final Duration SLOWEST_URGENT = Duration.ofSeconds(USERS >= WHOLE ? 1 : 5);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String TENANT = "main";

    private final RandomGenerator random = TestSeeds.random(FloodIT.class);
    private final Map<String, Long> urgent = new ConcurrentHashMap<>();

    private synchronized Mood mood() {
        int roll = random.nextInt(100);
        return roll < 20 ? Mood.SAYS_LATER : roll < 25 ? Mood.TAKES_AND_IS_SILENT : Mood.TAKES;
    }

    @Test
    void nothing_is_lost_and_what_is_urgent_does_not_wait(@FreshDatabase String database) {
        int port = TestPorts.free();
        int other = TestPorts.free();
        try (FlakySmtp flaky = new FlakySmtp(port, this::mood);
                FlakySmtp steady = new FlakySmtp(other, () -> Mood.TAKES);
                TestTokens tokens = TestTokens.start();
                AuthEvents auth = new AuthEvents(database + "_auth");
                TestService service = start(database, tokens, port, other)) {
            flaky.live();
            steady.live();
            know(service, tokens);
            long begun = System.nanoTime();
            order(service, tokens);
            flood(service, auth, flaky);
            long ended = System.nanoTime();

            List<Taken> all = Stream.concat(flaky.taken().stream(), steady.taken().stream())
                    .toList();
            requireNothingLost(service, all);
            requireNothingTwice(all);
            Duration p99 = urgentP99(all);
            System.out.printf(
                    "flood: %d users in %d ms, %d mails, %d urgent, p99 %d ms%n",
                    USERS, TimeUnit.NANOSECONDS.toMillis(ended - begun), all.size(), urgent.size(), p99.toMillis());
            assertThat(p99).isLessThan(SLOWEST_URGENT);
        }
    }

    private static TestService start(String database, TestTokens tokens, int port, int other) {
        return TestService.start(
                NotificationApplication.class,
                NotificationApplication.SERVICE,
                database,
                tokens,
                Map.of(
                        "coffer.notification.email.host", "127.0.0.1",
                        "coffer.notification.email.port", Integer.toString(port),
                        "coffer.notification.email.starttls", "false",
                        "coffer.notification.email.timeout", "400ms",
                        "coffer.notification.email-fallback.host", "127.0.0.1",
                        "coffer.notification.email-fallback.port", Integer.toString(other),
                        "coffer.notification.email-fallback.starttls", "false"));
    }

    private static String user(int i) {
        return "user-" + i;
    }

    private static boolean isOff(int i) {
        return i % OFF == 3;
    }

    private static boolean isQuiet(int i) {
        return i % QUIET == 4;
    }

    private static void know(TestService service, TestTokens tokens) {
        Seal seal = new Seal(MasterKey.ofBase64(TestService.MASTER_KEY), "delivery", new SecureRandom());
        for (int from = 0; from < USERS; from += 200) {
            List<Integer> part =
                    IntStream.range(from, Math.min(from + 200, USERS)).boxed().toList();
            service.bean(Transactions.class)
                    .run(unit -> part.forEach(i -> {
                        String boundTo = "user.registered|" + TENANT + "|" + user(i);
                        String sealed = seal.seal((user(i) + "@example.com").getBytes(StandardCharsets.UTF_8), boundTo)
                                .toText();
                        service.bean(Recipients.class)
                                .keep(unit, TENANT, new Recipient(user(i), "en", boundTo, sealed, null));
                    }));
        }
        LocalTime now = LocalTime.now(ZoneOffset.UTC);
        Map<String, Object> quiet = Map.of(
                "quietHours",
                Map.of(
                        "from", now.minusHours(3).toString().substring(0, 5),
                        "until", now.plusHours(3).toString().substring(0, 5),
                        "timeZone", "UTC"));
        Map<String, Object> off =
                Map.of("choices", List.of(Map.of("category", "BONUS", "channel", "EMAIL", "isWanted", false)));
        IntStream.range(0, USERS)
                .filter(i -> isOff(i) || isQuiet(i))
                .forEach(i -> service.ask(
                        "mutation($input: SavePreferencesInput!) { savePreferences(input: $input) { __typename } }",
                        Map.of("input", isOff(i) ? off : quiet),
                        tokens.user(user(i), TENANT, "user")));
    }

    private static void order(TestService service, TestTokens tokens) {
        String admin = tokens.user("olga", TENANT, "admin");
        service.ask("""
                mutation { saveTemplate(input: {key: "offer.flood", variants: [{locale: "en", channel: EMAIL,
                    subject: "Hi", text: "It is so."}], expectedVersion: 0}) { __typename } }""", admin);
        Map<String, Object> input = new HashMap<>(Map.of(
                "idempotencyKey",
                "flood",
                "userIds",
                IntStream.range(0, USERS).mapToObj(FloodIT::user).toList(),
                "template",
                "offer.flood",
                "category",
                "BONUS",
                "channels",
                List.of("EMAIL")));
        JsonNode answer = service.ask(
                "mutation($input: SendBulkInput!) { sendBulk(input: $input) { ... on NotificationDispatch { id } } }",
                Map.of("input", input),
                admin);
        assertThat(answer.at("/data/sendBulk/id").asString(""))
                .as(answer.toString())
                .isNotEmpty();
    }

    /** Codes all the while; the server dies once a third is through, and comes back. */
    private void flood(TestService service, AuthEvents auth, FlakySmtp flaky) {
        long diedAt = 0;
        boolean isBack = false;
        long limit = System.nanoTime() + PATIENCE.toNanos();
        for (int i = 0; !(isBack && isOver(service)); i++) {
            assertThat(System.nanoTime()).as("the end of the flood").isLessThan(limit);
            String to = "code-" + i + "@example.com";
            urgent.put(to, System.nanoTime());
            auth.issueCode(
                    TENANT,
                    "waiter-" + i,
                    NotificationChannel.EMAIL,
                    to,
                    "048213",
                    Instant.now().plus(Duration.ofMinutes(5)));
            if (diedAt == 0 && flaky.taken().size() > USERS / 3) {
                flaky.die();
                diedAt = System.nanoTime();
            }
            if (!isBack && diedAt > 0 && System.nanoTime() - diedAt > DEAD.toNanos()) {
                flaky.live();
                isBack = true;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        await().atMost(PATIENCE).until(() -> isOver(service));
    }

    /** All was handed to the channel, and nothing of it waits but for the end of quiet hours. */
    private static boolean isOver(TestService service) {
        MongoDatabase database = service.bean(MongoDatabase.class);
        boolean isHandedOut =
                database.getCollection("notification_dispatches").countDocuments(Filters.eq("state", "DONE")) == 1;
        return isHandedOut && database.getCollection("deliveries").countDocuments(Filters.eq("state", "QUEUED")) == 0;
    }

    private static void requireNothingLost(TestService service, List<Taken> all) {
        Set<String> reached = new HashSet<>();
        all.forEach(mail -> reached.add(mail.to()));
        for (int i = 0; i < USERS; i++) {
            assertThat(reached.contains(user(i) + "@example.com")).as(user(i)).isEqualTo(!isOff(i) && !isQuiet(i));
        }
        var deliveries = service.bean(MongoDatabase.class).getCollection("deliveries");
        assertThat(deliveries.countDocuments(Filters.eq("state", "FAILED"))).isZero();
        assertThat(deliveries.countDocuments(Filters.eq("decision", "SUPPRESSED_BY_PREFERENCE")))
                .isEqualTo(IntStream.range(0, USERS).filter(FloodIT::isOff).count());
        assertThat(deliveries.countDocuments(Filters.eq("decision", "DEFERRED_BY_QUIET_HOURS")))
                .isEqualTo(IntStream.range(0, USERS)
                        .filter(i -> isQuiet(i) && !isOff(i))
                        .count());
    }

    /** Twice only where nobody was told that it was taken: with the same Message-ID, so that readers see one. */
    private static void requireNothingTwice(List<Taken> all) {
        // Else the next lines would find nothing.
        assertThat(all).filteredOn(Taken::isTold).hasSizeGreaterThan(USERS / 2);
        Map<String, List<Taken>> byId = new HashMap<>();
        all.forEach(mail ->
                byId.computeIfAbsent(mail.messageId(), key -> new ArrayList<>()).add(mail));
        byId.forEach((id, mails) ->
                assertThat(mails.stream().filter(Taken::isTold)).as(id).hasSizeLessThanOrEqualTo(1));
        Map<String, Set<String>> ids = new HashMap<>();
        all.forEach(
                mail -> ids.computeIfAbsent(mail.to(), key -> new HashSet<>()).add(mail.messageId()));
        assertThat(ids.values()).allSatisfy(one -> assertThat(one).hasSize(1));
    }

    private Duration urgentP99(List<Taken> all) {
        Map<String, Long> first = new HashMap<>();
        all.forEach(mail -> first.merge(mail.to(), mail.nanos(), Math::min));
        List<Long> waits = new ArrayList<>();
        urgent.forEach((to, asked) -> {
            Long came = first.get(to);
            assertThat(came).as("the code to " + to).isNotNull();
            waits.add(came == null ? 0 : came - asked);
        });
        waits.sort(Long::compareTo);
        return Duration.ofNanos(waits.get(Math.min(waits.size() - 1, waits.size() * 99 / 100)));
    }
}
