package dev.coffer.core.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.graphql.sample.Gate;
import dev.coffer.core.graphql.sample.SampleApplication;
import dev.coffer.core.testkit.SmallService;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a client gets, and what happens, when fetchers take too long. */
class RequestTimeTest {

    private static final Duration LIMIT = Duration.ofMillis(700);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static SmallService service;

    @BeforeAll
    static void start() {
        service = SmallService.start(
                SampleApplication.class, "sample", Map.of("coffer.graphql.request-time", LIMIT.toMillis() + "ms"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Gate gate() {
        return service.bean(Gate.class);
    }

    @BeforeEach
    void closed() {
        gate().close();
    }

    @AfterEach
    void open() {
        gate().open();
    }

    private static String message(JsonNode answer) {
        return answer.at("/errors/0/message").asString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pass", "passOnTheSameThread"})
    void a_query_that_takes_too_long_is_answered_in_time_and_told_that_nothing_was_changed(String field) {
        long begun = System.nanoTime();
        JsonNode answer = service.ask("{ " + field + "(name: \"slow\") }");
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(took).isBetween(LIMIT, PATIENCE);
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("REQUEST_TIMED_OUT");
        assertThat(answer.at("/errors/0/extensions/classification").asString()).isEqualTo("UNAVAILABLE");
        assertThat(answer.at("/errors/0/extensions/correlationId").asString()).isNotBlank();
        assertThat(answer.at("/data").isNull()).isTrue();
        assertThat(message(answer)).contains("within 700 ms", "Nothing was changed");
        assertThat(service.get("/metrics")).contains("coffer_graphql_timeouts_total{service=\"sample\"}");
    }

    @Test
    void a_mutations_answer_says_that_its_outcome_is_unknown_and_how_to_learn_it() {
        JsonNode answer = service.ask("mutation { pass(name: \"slow\") }");

        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("REQUEST_TIMED_OUT");
        assertThat(message(answer))
                .contains("Whether the operation took effect is not known", "the same idempotency key")
                .doesNotContain("Nothing was changed");
    }

    @Test
    void what_is_at_work_is_let_finish_and_what_has_not_begun_does_not_begin() {
        service.ask("mutation { one: pass(name: \"one\") two: pass(name: \"two\") }");
        assertThat(gate().begun()).containsExactly("one");

        gate().open();

        Awaitility.await().atMost(PATIENCE).until(() -> gate().passed().equals(java.util.List.of("one")));
        Awaitility.await()
                .during(Duration.ofMillis(300))
                .atMost(PATIENCE)
                .until(() -> gate().begun().size() == 1);
    }

    @Test
    void a_request_in_time_is_answered_and_the_next_one_after_a_late_one_as_well() {
        service.ask("{ pass(name: \"slow\") }");
        gate().open();
        assertThat(service.ask("{ pass(name: \"fast\") }").at("/data/pass").asString())
                .isEqualTo("fast");
        assertThat(service.ask("mutation { pass(name: \"fast\") }")
                        .at("/data/pass")
                        .asString())
                .isEqualTo("fast");
    }
}
