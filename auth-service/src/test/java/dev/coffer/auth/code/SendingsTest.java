package dev.coffer.auth.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.code.Sendings.Asked.Allowed;
import dev.coffer.auth.code.Sendings.Asked.Refused;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SendingsTest {

    private static final Instant NOON = Instant.parse("2026-03-11T12:00:00Z");
    private static final CodeLimits LIMITS =
            new CodeLimits(5, Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofSeconds(30), 3);

    private static Sendings sentAt(Sendings before, Instant at) {
        return ((Allowed) before.ask(LIMITS, at)).next();
    }

    @Test
    void the_next_one_waits_for_the_pause() {
        Sendings one = sentAt(Sendings.NONE, NOON);

        assertThat(one.ask(LIMITS, NOON.plusSeconds(29))).isEqualTo(new Refused(Duration.ofSeconds(1)));
        assertThat(one.ask(LIMITS, NOON.plusSeconds(30))).isInstanceOf(Allowed.class);
    }

    @Test
    void no_more_than_so_many_in_any_hour() {
        Sendings all = sentAt(sentAt(sentAt(Sendings.NONE, NOON), NOON.plusSeconds(60)), NOON.plusSeconds(120));

        assertThat(all.ask(LIMITS, NOON.plusSeconds(200))).isEqualTo(new Refused(Duration.ofSeconds(3_400)));
        assertThat(all.ask(LIMITS, NOON.plusSeconds(3_599))).isEqualTo(new Refused(Duration.ofSeconds(1)));
        Sendings fourth = sentAt(all, NOON.plusSeconds(3_600));
        assertThat(fourth.at()).as("what is older than an hour is forgotten").hasSize(3);
        assertThat(fourth.ask(LIMITS, NOON.plusSeconds(3_631))).isEqualTo(new Refused(Duration.ofSeconds(29)));
    }

    @Test
    void a_limit_that_was_lowered_meanwhile_holds_at_once() {
        Sendings all = sentAt(sentAt(sentAt(Sendings.NONE, NOON), NOON.plusSeconds(60)), NOON.plusSeconds(120));
        CodeLimits one = new CodeLimits(5, Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ZERO, 1);

        assertThat(all.ask(one, NOON.plusSeconds(3_600))).isEqualTo(new Refused(Duration.ofSeconds(120)));
    }
}
