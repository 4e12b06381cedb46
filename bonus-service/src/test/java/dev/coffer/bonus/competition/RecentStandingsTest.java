package dev.coffer.bonus.competition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.bonus.template.CompetitionScore;
import dev.coffer.core.money.Currencies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentStandingsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final RecentStandings recent = new RecentStandings();
    private int looks;

    private Boards.Standing look(String code, Instant now, Instant end) {
        return recent.of(new RecentStandings.Key("main", code, null), now, () -> standing(code, end));
    }

    private Boards.Standing standing(String code, Instant end) {
        looks++;
        Board board = new Board(
                "main",
                code,
                "label-" + looks,
                1,
                "A race",
                CompetitionScore.STAKED,
                Currencies.builtIn().get("EUR"),
                NOW.minusSeconds(60),
                end);
        return new Boards.Standing(board, Boards.State.OPEN, List.of());
    }

    @Test
    void many_looks_within_a_second_are_one_and_then_it_is_looked_for_anew() {
        Instant end = NOW.plusSeconds(3_600);
        for (int millis = 0; millis < 1_000; millis += 100) {
            assertThat(look("RACE", NOW.plusMillis(millis), end).board().label())
                    .isEqualTo("label-1");
        }
        assertThat(look("RACE", NOW.plus(RecentStandings.KEPT), end).board().label())
                .isEqualTo("label-2");
        assertThat(look("OTHER", NOW, end).board().label()).isEqualTo("label-3");
    }

    @Test
    void tenants_and_labels_are_apart() {
        Instant end = NOW.plusSeconds(3_600);
        for (RecentStandings.Key key : List.of(
                new RecentStandings.Key("main", "RACE", null),
                new RecentStandings.Key("other", "RACE", null),
                new RecentStandings.Key("main", "RACE", "WEEK:2026-11-16"))) {
            recent.of(key, NOW, () -> standing("RACE", end));
        }
        assertThat(looks).isEqualTo(3);
    }

    @Test
    void at_the_end_of_a_competition_it_is_looked_for_anew() {
        Instant end = NOW.plusMillis(300);
        look("RACE", NOW, end);
        assertThat(look("RACE", end.minusMillis(1), end).board().label()).isEqualTo("label-1");
        assertThat(look("RACE", end, end).board().label()).isEqualTo("label-2");
    }

    @Test
    void a_clock_that_goes_back_does_not_keep_it_for_longer() {
        Instant end = NOW.plusSeconds(3_600);
        look("RACE", NOW, end);
        assertThat(look("RACE", NOW.minus(Duration.ofHours(1)), end).board().label())
                .isEqualTo("label-2");
    }

    @Test
    void what_was_not_found_is_looked_for_by_the_next() {
        RecentStandings.Key key = new RecentStandings.Key("main", "RACE", null);
        assertThatThrownBy(() -> recent.of(key, NOW, () -> {
                    throw new IllegalArgumentException("none");
                }))
                .hasMessage("none");
        assertThat(recent.of(key, NOW, () -> standing("RACE", NOW.plusSeconds(60)))
                        .board()
                        .label())
                .isEqualTo("label-1");
    }
}
