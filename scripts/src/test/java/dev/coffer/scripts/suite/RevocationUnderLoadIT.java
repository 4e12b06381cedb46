package dev.coffer.scripts.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.MongoClients;
import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import dev.coffer.scripts.run.CofferHome;
import dev.coffer.scripts.run.LocalSystem;
import dev.coffer.scripts.run.Service;
import dev.coffer.scripts.run.SystemPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keys that change, sessions that end and a Redis that dies, while a crowd asks two services through the gateway: nobody who may
 * ask is refused, and nobody who may not is answered a second later.
 */
class RevocationUnderLoadIT {

    private static final int CROWD = 4;
    /** Four times four ways. */
    private static final int VICTIMS = 16;

    private static final int ANSWERS = 50;
    private static final Duration WITHIN = Duration.ofSeconds(1);
    private static final String ME = "{ me { id wallets { id } } }";
    private static final String REFRESH = """
            mutation R($token: String!) {
              refreshSession(input: { refreshToken: $token }) { __typename ... on Session { accessToken } } }""";

    private static LocalSystem system;
    private static GatewayClient client;
    private static Person admin;

    private final AtomicBoolean isOver = new AtomicBoolean();
    private final AtomicLong answered = new AtomicLong();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private ExecutorService threads;

    @BeforeAll
    static void start(@TempDir Path home) {
        system = LocalSystem.start(new LocalSystem.Request(
                new CofferHome(home), SystemPorts.free(), List.of(Service.values()), false, System.out::println));
        client = new GatewayClient(system.ports().gatewayUrl());
        admin = new Staff(system::authSettings, () -> system.ports().url(Service.NOTIFICATION))
                .join(Person.unknown(client, "admin"), "admin");
    }

    @AfterAll
    static void stop() {
        client.close();
        system.close();
    }

    @BeforeEach
    void open() {
        threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterEach
    void close() {
        isOver.set(true);
        threads.close();
    }

    @Test
    void sessions_end_within_a_second_and_no_other_does_while_keys_rotate_and_redis_dies() {
        // Made beforehand: nobody can register while Redis is away.
        Queue<Victim> victims = new ArrayDeque<>();
        IntStream.range(0, VICTIMS).forEach(number -> victims.add(victim()));
        IntStream.range(0, CROWD).forEach(number -> join(this::askWithOneToken));
        awaitMoreAnswers();

        endEachWay(victims);
        rotateOnSchedule();
        endEachWay(victims);
        system.stores().redis().killHard();
        endEachWay(victims);
        awaitMoreAnswers();
        system.stores().redis().restartEmpty();
        endEachWay(victims);
        awaitMoreAnswers();

        assertThat(wrong).isEmpty();
    }

    @Test
    void when_a_key_is_not_trusted_any_more_every_client_goes_on_after_one_refresh() {
        IntStream.range(0, CROWD).forEach(number -> join(this::askAndRefreshOnce));
        Victim stolen = victim();
        threads.execute(stolen::askOnAndOn);
        awaitMoreAnswers();

        Mutations.ask(admin, "rotateSigningKey", Map.of("isCompromised", true)).ok();

        stolen.assertEndsBy(System.nanoTime());
        admin.login();
        awaitMoreAnswers();
        assertThat(wrong).isEmpty();
    }

    private void join(Consumer<Person> behaviour) {
        Person person = Person.unknown(client, "crowd").join("One of many");
        person.wallet("EUR");
        threads.execute(() -> behaviour.accept(person));
    }

    private void askWithOneToken(Person person) {
        while (!isOver.get()) {
            Answer answer = person.ask(ME);
            if (answer.hasErrors()) {
                wrong.add(answer.shown());
            } else {
                answered.incrementAndGet();
            }
        }
    }

    private void askAndRefreshOnce(Person person) {
        String token = person.token();
        boolean isRefreshed = false;
        while (!isOver.get()) {
            Answer answer = client.ask(ME, Map.of(), token);
            if (!answer.hasErrors()) {
                answered.incrementAndGet();
            } else if (isRefreshed || !answer.errorCodes().contains("UNAUTHENTICATED")) {
                wrong.add(answer.shown());
            } else {
                isRefreshed = true;
                token = client.ask(REFRESH, Map.of("token", person.refreshToken()), null)
                        .ok()
                        .text("/refreshSession/accessToken");
            }
        }
    }

    private void awaitMoreAnswers() {
        long enough = answered.get() + ANSWERS;
        Person.await("answers to the crowd", () -> answered.get() >= enough || !wrong.isEmpty());
    }

    /** Sessions, all of them in use, each ended in another way. */
    private void endEachWay(Queue<Victim> victims) {
        List<Consumer<Person>> ways = List.of(
                person -> Mutations.ask(admin, "endUserSessions", Map.of("userId", person.id()))
                        .ok(),
                person -> Mutations.ask(person, "logoutEverywhere", Map.of("keepCurrent", false))
                        .ok(),
                person -> Mutations.ask(admin, "lockUser", Map.of("userId", person.id()))
                        .ok(),
                person -> Mutations.ask(person, "logout", Map.of("refreshToken", person.refreshToken()))
                        .ok());
        List<Runnable> checks = new ArrayList<>();
        for (Consumer<Person> way : ways) {
            Victim victim = victims.remove();
            threads.execute(victim::askOnAndOn);
            Person.await("an answer to the victim", () -> victim.lastGood.get() != Long.MIN_VALUE);
            way.accept(victim.person);
            long ended = System.nanoTime();
            checks.add(() -> victim.assertEndsBy(ended));
        }
        checks.forEach(Runnable::run);
    }

    private Victim victim() {
        return new Victim(Person.unknown(client, "victim").join("Victim"));
    }

    /** Has the next key sign, as if it had been published for long enough. */
    private void rotateOnSchedule() {
        try (MongoClient mongo = MongoClients.open(system.stores().mongoUri(), "test")) {
            mongo.getDatabase("auth_service")
                    .getCollection("signing_keys")
                    .updateMany(
                            Filters.eq("signsFrom", null),
                            Updates.set("createdAt", Date.from(Instant.now().minus(Duration.ofHours(1)))));
        }
        String rotated = Mutations.done(
                admin, "rotateSigningKey", Map.of("isCompromised", false), "... on SigningKey { state }", "/state");
        assertThat(rotated).isEqualTo("CURRENT");
        // Every verifier meets a token of the new key.
        Person.unknown(client, "later").join("Later").ask(ME).ok();
        awaitMoreAnswers();
    }

    /** Asks with an access token that is to count no more: first all is answered, then nothing ever again. */
    private final class Victim {

        private final Person person;
        private final AtomicLong lastGood = new AtomicLong(Long.MIN_VALUE);
        private final AtomicBoolean isRefused = new AtomicBoolean();

        Victim(Person person) {
            this.person = person;
        }

        private void askOnAndOn() {
            String token = person.token();
            for (int refused = 0; !isOver.get() && refused < ANSWERS; ) {
                long asked = System.nanoTime();
                Answer answer = client.ask(ME, Map.of(), token);
                if (answer.hasErrors()) {
                    refused++;
                    isRefused.set(true);
                    if (!answer.errorCodes().contains("UNAUTHENTICATED")) {
                        wrong.add("the victim got " + answer.shown());
                    }
                } else if (isRefused.get()) {
                    wrong.add("answered again after a refusal: " + answer.shown());
                } else {
                    lastGood.set(asked);
                }
            }
        }

        /** @param ended when its end was acknowledged, in nanoseconds of this JVM's clock */
        void assertEndsBy(long ended) {
            Person.await("the end of a session", isRefused::get);
            assertThat(Duration.ofNanos(lastGood.get() - ended))
                    .as("how long the tokens of an ended session went on counting")
                    .isLessThan(WITHIN);
        }
    }
}
