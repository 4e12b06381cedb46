package dev.coffer.kyc.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.kyc.KycApplication;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A service, here the simplest one, whose stores are not there when it starts, or go away later. */
@ExtendWith(StoresExtension.class)
class StoreAwayIT {

    private static final String READ = "{ myKyc { tier } }";
    private static final String WRITE = "mutation { startVerification(input: {tier: BASIC}) { __typename } }";
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private static TestTokens tokens;

    @BeforeAll
    static void start() {
        tokens = TestTokens.start();
    }

    @AfterAll
    static void stop() {
        tokens.close();
    }

    private static TestService launch(Map<String, ?> overrides) {
        return TestService.start(
                KycApplication.class,
                KycApplication.SERVICE,
                TestStores.freshDatabase(StoreAwayIT.class),
                tokens,
                overrides);
    }

    private static void assertUnavailable(TestService service) {
        for (String document : List.of(READ, WRITE)) {
            long began = System.nanoTime();
            JsonNode answer = service.ask(document, tokens.user("ann"));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(ANSWER_LIMIT);
            assertThat(TestService.errorCode(answer)).isEqualTo("UNAVAILABLE");
            assertThat(answer.at("/errors/0/message").asString()).contains("etry");
            assertThat(answer.at("/errors/0/extensions/correlationId").asString())
                    .isNotBlank();
        }
    }

    private static void awaitReady(TestService service) {
        await().atMost(START_LIMIT)
                .untilAsserted(() ->
                        assertThat(service.get("/health/ready").statusCode()).isEqualTo(200));
    }

    private static void assertWorks(TestService service, String user) {
        assertThat(service.ask(READ, tokens.user(user)).at("/data/myKyc/tier").asString(""))
                .isEqualTo("NONE");
        assertThat(service.ask(WRITE, tokens.user(user))
                        .at("/data/startVerification/__typename")
                        .asString(""))
                .isEqualTo("KycProfile");
    }

    @Test
    void without_mongodb_a_service_starts_not_ready_answers_unavailable_and_works_once_it_is_there() {
        TestStores.mongo().killHard();
        long began = System.nanoTime();
        try (TestService service = launch(Map.of("coffer.kyc.provider", "none"))) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(START_LIMIT);
            assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
            HttpResponse<String> ready = service.get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("coffer.mongodb.uri", "127.0.0.1:", "does not answer");
            assertUnavailable(service);
            TestStores.mongo().restart();
            awaitReady(service);
            assertWorks(service, "ann");
        } finally {
            TestStores.mongo().restart();
        }
    }

    @Test
    void without_redis_a_service_starts_not_ready_and_is_ready_once_it_is_there() {
        TestStores.redis().killHard();
        try (TestService service = launch(Map.of("coffer.kyc.provider", "none"))) {
            HttpResponse<String> ready = service.get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("coffer.redis.uri", "127.0.0.1:", "does not answer");
            // Requests need MongoDB only; what they tell waits there.
            assertWorks(service, "bob");
            TestStores.redis().restart();
            awaitReady(service);
        } finally {
            TestStores.redis().restart();
        }
    }

    @Test
    void a_service_that_loses_mongodb_is_not_ready_until_it_is_back_and_one_that_loses_redis_says_so() {
        try (TestService service = launch(Map.of("coffer.kyc.provider", "none"))) {
            awaitReady(service);
            TestStores.redis().killHard();
            HttpResponse<String> without = service.get("/health/ready");
            assertThat(without.statusCode()).isEqualTo(200);
            assertThat(without.body()).contains("events wait");
            TestStores.redis().restart();
            TestStores.mongo().killHard();
            assertThat(service.get("/health/ready").statusCode()).isEqualTo(503);
            assertUnavailable(service);
            TestStores.mongo().restart();
            awaitReady(service);
            assertWorks(service, "carl");
        } finally {
            TestStores.redis().restart();
            TestStores.mongo().restart();
        }
    }

    @Test
    void a_store_address_that_is_none_stops_the_start_with_a_sentence_that_names_the_setting() {
        for (String wrong : List.of("", "localhost:27017", "http://localhost:27017")) {
            assertThatThrownBy(() -> launch(Map.of("coffer.mongodb.uri", wrong)))
                    .hasStackTraceContaining("coffer.mongodb.uri is no connection string");
        }
        assertThatThrownBy(() -> launch(Map.of("coffer.redis.uri", "localhost")))
                .hasStackTraceContaining("coffer.redis.uri is no address");
    }
}
