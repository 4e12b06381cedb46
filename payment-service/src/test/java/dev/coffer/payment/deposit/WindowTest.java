package dev.coffer.payment.deposit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final Instant NOW = Instant.parse("2026-03-11T10:15:30Z");
    private static final Window WINDOW = new DepositSettings(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    100,
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(15),
                    2)
            .window(NOW);

    @Test
    void a_time_counts_as_ahead_from_just_after_now_to_twice_the_longest_wait() {
        assertThat(WINDOW.isAhead(NOW)).isFalse();
        assertThat(WINDOW.isAhead(NOW.plusMillis(1))).isTrue();
        assertThat(WINDOW.isAhead(NOW.plus(Duration.ofMinutes(30)))).isTrue();
    }

    @Test
    void a_time_that_no_right_clock_can_have_set_counts_as_past() {
        assertThat(WINDOW.isAhead(NOW.plus(Duration.ofMinutes(30)).plusMillis(1)))
                .isFalse();
        assertThat(new DepositState.Pending(1, NOW.plus(Duration.ofDays(1))).isLeased(WINDOW))
                .isFalse();
        assertThat(new DepositState.Pending(1, NOW.plusSeconds(30)).isLeased(WINDOW))
                .isTrue();
        assertThat(new DepositState.Pending(1, null).isLeased(WINDOW)).isFalse();
    }
}
