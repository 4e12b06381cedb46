package dev.coffer.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.MutableClock;
import dev.coffer.core.testkit.TestSeeds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When something is sent again, and what is kept of an answer. */
final class CircuitTest {

    private static final Instant NOW = MutableClock.STANDARD_TIME;

    private static Circuit failed(int times) {
        Circuit circuit = Circuit.WELL;
        for (int i = 0; i < times; i++) {
            circuit = circuit.failed(1, NOW);
        }
        return circuit;
    }

    @Test
    void it_opens_after_five_failures_in_a_row_and_half_opens_when_its_time_is_over() {
        assertThat(failed(4).state(NOW)).isEqualTo(Circuit.State.CLOSED);
        assertThat(failed(5).state(NOW)).isEqualTo(Circuit.State.OPEN);
        assertThat(Circuit.WELL.failed(8, NOW).state(NOW)).isEqualTo(Circuit.State.OPEN);
        assertThat(failed(5).state(NOW.plusSeconds(29))).isEqualTo(Circuit.State.OPEN);
        assertThat(failed(5).state(NOW.plusSeconds(30))).isEqualTo(Circuit.State.HALF_OPEN);
    }

    @ParameterizedTest
    @CsvSource({"5, 30", "6, 60", "7, 120", "9, 480", "10, 600", "500, 600"})
    void it_stays_open_for_longer_the_longer_it_fails(int failures, int seconds) {
        assertThat(failed(failures).openUntil()).isEqualTo(NOW.plusSeconds(seconds));
    }

    @Test
    void how_long_it_has_failed_counts_from_the_first_failure() {
        Duration days = Duration.ofDays(5);
        Circuit early = Circuit.WELL.failed(5, NOW).failed(1, NOW.plus(days).minusSeconds(1));
        assertThat(early.hasFailedFor(days, NOW.plus(days).minusSeconds(1))).isFalse();
        assertThat(early.hasFailedFor(days, NOW.plus(days))).isTrue();
        // Two failures five days apart are no five days of failure.
        assertThat(Circuit.WELL.failed(1, NOW).failed(1, NOW.plus(days)).hasFailedFor(days, NOW.plus(days)))
                .isFalse();
    }

    @Test
    void pauses_grow_to_two_hours_and_never_come_all_at_once() {
        RetryPauses pauses = new RetryPauses(TestSeeds.random(CircuitTest.class));
        long[] expected = {10, 30, 90, 270, 810, 2_430, 7_200, 7_200};
        for (int tries = 1; tries <= expected.length; tries++) {
            long millis = expected[tries - 1] * 1_000;
            for (int i = 0; i < 100; i++) {
                assertThat(pauses.after(tries).toMillis()).isBetween(millis * 8 / 10, millis * 12 / 10);
            }
        }
        assertThat(pauses.after(1)).isNotEqualTo(pauses.after(1));
        assertThat(pauses.after(Integer.MAX_VALUE)).isLessThan(Duration.ofHours(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ok | ok",
                "Authorization: Bearer abc.def | Authorization: [...]",
                "{\"token\":\"abc\",\"x\":1} | {\"token\":[...],\"x\":1}",
                "password=hunter2&x=1 | password=[...]&x=1",
                "whsec_abcdef was wrong | [...] was wrong",
                "no such user ann.b+c@example.com here | no such user [...] here",
                "card 4111 1111 1111 1111 | card [...]",
                "eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhbm4ifQ.c2ln | [...]",
                "order 12345 failed | order 12345 failed"
            })
    void what_looks_secret_or_personal_in_an_answer_is_not_kept(String answer, String kept) {
        assertThat(RedactedReply.of(answer.getBytes(StandardCharsets.UTF_8))).isEqualTo(kept);
    }

    @Test
    void of_an_answer_a_kilobyte_is_kept_at_most_and_no_control_character() {
        assertThat(RedactedReply.of("x".repeat(5_000).getBytes(StandardCharsets.UTF_8)))
                .hasSize(RedactedReply.MOST_BYTES);
        assertThat(RedactedReply.of(new byte[] {'a', 0, 27, '[', 'b', '\r', '\n', (byte) 0xff}))
                .isEqualTo("a [b \ufffd");
        assertThat(RedactedReply.of(new byte[0])).isNull();
        assertThat(RedactedReply.of(" \r\n".getBytes(StandardCharsets.UTF_8))).isNull();
    }
}
