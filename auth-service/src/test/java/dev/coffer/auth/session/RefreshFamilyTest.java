package dev.coffer.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.session.RefreshFamily.Presented;
import dev.coffer.auth.token.Authentication;
import dev.coffer.auth.token.Authentication.Strength;
import dev.coffer.core.seal.MasterKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RefreshFamilyTest {

    private static final Instant START = Instant.parse("2026-03-11T10:15:30Z");
    private static final SessionLimits LIMITS =
            new SessionLimits(Duration.ofDays(30), Duration.ofDays(7), Duration.ofSeconds(10));

    private final SecureRandom random = new SecureRandom();
    private final RefreshTokens tokens = new RefreshTokens(MasterKey.generate(random), "refresh-token", random);
    private final RefreshToken first = tokens.first("main", "session-1");
    private final RefreshFamily family = RefreshFamily.started(
            first, "ada", tokens.digest(first), new Authentication(Strength.PASSWORD, START), Whereabouts.UNKNOWN);

    @Test
    void the_newest_token_is_rotated_into_another_one() {
        Presented.Rotated rotated = rotated(family, first, START);

        assertThat(rotated.successor().generation()).isEqualTo(2);
        assertThat(rotated.successor().secret()).isNotEqualTo(first.secret());
        assertThat(rotated.family().generation()).isEqualTo(2);
    }

    @Test
    void rotations_in_the_same_instant_give_different_tokens() {
        Presented.Rotated once = rotated(family, first, START);
        Presented.Rotated twice = rotated(once.family(), once.successor(), START);

        assertThat(tokens.write(twice.successor())).isNotEqualTo(tokens.write(once.successor()));
    }

    @Test
    void a_token_presented_again_within_the_grace_gives_the_same_successor() {
        Presented.Rotated rotated = rotated(family, first, START);

        Presented again = rotated.family().present(first, tokens, LIMITS, START.plusMillis(9_999));

        assertThat(again)
                .isInstanceOfSatisfying(
                        Presented.Repeated.class,
                        repeated -> assertThat(tokens.write(repeated.successor()))
                                .isEqualTo(tokens.write(rotated.successor())));
    }

    @Test
    void a_token_presented_again_after_the_grace_is_reused() {
        RefreshFamily rotated = rotated(family, first, START).family();

        assertThat(rotated.present(first, tokens, LIMITS, START.plusSeconds(10)))
                .isInstanceOf(Presented.Reused.class);
    }

    @Test
    void a_token_two_generations_old_is_reused_even_within_the_grace() {
        Presented.Rotated second = rotated(family, first, START);
        Presented.Rotated third = rotated(second.family(), second.successor(), START);

        assertThat(third.family().present(first, tokens, LIMITS, START)).isInstanceOf(Presented.Reused.class);
    }

    @Test
    void a_session_left_idle_expires() {
        assertThat(family.present(first, tokens, LIMITS, START.plus(Duration.ofDays(7))))
                .isInstanceOf(Presented.Expired.class);
        assertThat(family.present(
                        first, tokens, LIMITS, START.plus(Duration.ofDays(7)).minusMillis(1)))
                .isInstanceOf(Presented.Rotated.class);
    }

    @Test
    void no_refresh_carries_a_session_beyond_its_absolute_end() {
        RefreshFamily current = family;
        RefreshToken token = first;
        Instant now = START;
        while (now.plus(Duration.ofDays(6)).isBefore(START.plus(LIMITS.absolute()))) {
            now = now.plus(Duration.ofDays(6));
            Presented.Rotated rotated = rotated(current, token, now);
            current = rotated.family();
            token = rotated.successor();
        }

        assertThat(current.endsAt(LIMITS)).isEqualTo(START.plus(LIMITS.absolute()));
        assertThat(current.present(token, tokens, LIMITS, START.plus(LIMITS.absolute())))
                .isInstanceOf(Presented.Expired.class);
    }

    private Presented.Rotated rotated(RefreshFamily from, RefreshToken token, Instant now) {
        Presented presented = from.present(token, tokens, LIMITS, now);
        assertThat(presented).isInstanceOf(Presented.Rotated.class);
        return (Presented.Rotated) presented;
    }
}
