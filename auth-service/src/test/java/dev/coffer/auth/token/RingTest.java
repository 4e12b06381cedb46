package dev.coffer.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.token.Ring.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RingTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TURN = START.plus(Duration.ofDays(30));
    private static final SigningKey FIRST = new SigningKey(1, KeyRing.generate(), START, START, null);
    private static final SigningKey SECOND = new SigningKey(2, KeyRing.generate(), START, TURN, null);
    private static final SigningKey THIRD = new SigningKey(3, KeyRing.generate(), TURN);
    private static final Ring RING = new Ring(List.of(FIRST, SECOND, THIRD));

    @Test
    void the_youngest_key_whose_turn_has_come_signs_and_the_one_after_it_waits() {
        assertThat(RING.current()).isEqualTo(SECOND);
        assertThat(RING.next()).isEqualTo(THIRD);
        assertThat(RING.keys()).extracting(RING::stateOf).containsExactly(State.RETIRED, State.CURRENT, State.NEXT);
    }

    @Test
    void a_retired_key_is_published_while_tokens_live_that_it_signed() {
        Instant over = TURN.plus(Ring.PUBLISHED_AFTERWARDS);

        assertThat(RING.published(over.minusMillis(1))).containsExactly(FIRST, SECOND, THIRD);
        assertThat(RING.published(over)).containsExactly(SECOND, THIRD);
        assertThat(Ring.PUBLISHED_AFTERWARDS).isGreaterThan(AccessTokens.LIFE);
    }

    @Test
    void a_key_that_is_not_trusted_neither_signs_nor_is_published() {
        SigningKey stolen = new SigningKey(2, SECOND.pair(), START, TURN, TURN.plusSeconds(1));
        SigningKey third = new SigningKey(3, THIRD.pair(), TURN, TURN.plusSeconds(1), null);
        Ring ring = new Ring(List.of(FIRST, stolen, third));

        assertThat(ring.current()).isEqualTo(third);
        assertThat(ring.stateOf(stolen)).isEqualTo(State.DISTRUSTED);
        assertThat(ring.published(TURN.plusSeconds(1))).containsExactly(FIRST, third);
    }

    @Test
    void nothing_signs_where_there_is_no_key() {
        assertThat(new Ring(List.of()).current()).isNull();
        assertThat(new Ring(List.of()).next()).isNull();
    }
}
