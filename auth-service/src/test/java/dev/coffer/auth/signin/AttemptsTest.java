package dev.coffer.auth.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.signin.Attempts.Asked;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class AttemptsTest {

    private static final Instant NOW = Instant.parse("2026-03-11T10:15:30Z");
    private static final AttemptLimits LIMITS =
            new AttemptLimits(3, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofHours(24));

    @Test
    void the_free_tries_follow_each_other_without_a_wait() {
        Attempts attempts = Attempts.NONE;
        for (int i = 0; i < 3; i++) {
            attempts = allowed(attempts, NOW);
        }

        assertThat(attempts.counted()).isEqualTo(3);
        assertThat(attempts.blockedUntil()).isEqualTo(NOW);
    }

    @Test
    void each_try_beyond_them_doubles_the_wait_up_to_the_longest() {
        assertThat(LIMITS.waitAfter(3)).isEqualTo(Duration.ZERO);
        assertThat(LIMITS.waitAfter(4)).isEqualTo(Duration.ofSeconds(1));
        assertThat(LIMITS.waitAfter(5)).isEqualTo(Duration.ofSeconds(2));
        assertThat(LIMITS.waitAfter(6)).isEqualTo(Duration.ofSeconds(4));
        assertThat(LIMITS.waitAfter(7)).isEqualTo(Duration.ofSeconds(5));
        assertThat(LIMITS.waitAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void a_try_during_the_wait_is_refused_and_does_not_prolong_it() {
        Attempts blocked = new Attempts(5, NOW.plusSeconds(2));

        assertThat(blocked.ask(LIMITS, NOW)).isEqualTo(new Asked.Blocked(Duration.ofSeconds(2)));
        assertThat(blocked.ask(LIMITS, NOW.plusMillis(1_999))).isEqualTo(new Asked.Blocked(Duration.ofMillis(1)));
        assertThat(blocked.ask(LIMITS, NOW.plusSeconds(2))).isInstanceOf(Asked.Allowed.class);
    }

    @Test
    void no_outsider_locks_an_account_for_longer_than_the_longest_wait() {
        Attempts attempts = Attempts.NONE;
        Instant now = NOW;
        for (int i = 0; i < 1_000; i++) {
            attempts = allowed(attempts, now);
            assertThat(Duration.between(now, attempts.blockedUntil())).isLessThanOrEqualTo(LIMITS.longestWait());
            now = attempts.blockedUntil();
        }
    }

    private static Attempts allowed(Attempts attempts, Instant now) {
        Asked asked = attempts.ask(LIMITS, now);
        assertThat(asked).isInstanceOf(Asked.Allowed.class);
        return ((Asked.Allowed) asked).next();
    }
}
