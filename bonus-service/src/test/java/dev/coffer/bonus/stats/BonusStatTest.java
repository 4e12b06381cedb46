package dev.coffer.bonus.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class BonusStatTest {

    private static BonusStat stat(long cost, long kept, long broken, long deposits) {
        return new BonusStat(
                "WELCOME", LocalDate.of(2026, 11, 23), "EUR", 9, 9, 9, cost, kept, 0, 0, 0, broken, 0, deposits);
    }

    @Test
    void shares_are_rounded_down_and_may_be_negative() {
        assertThat(stat(300, 100, 200, 100).breakagePercent()).isEqualTo(66);
        assertThat(stat(300, 100, 200, 100).roiPercent()).isEqualTo(-67);
        assertThat(stat(100, 100, 0, 1_000).roiPercent()).isEqualTo(900);
    }

    @Test
    void there_is_no_share_in_nothing() {
        assertThat(stat(0, 0, 0, 100).breakagePercent()).isNull();
        assertThat(stat(0, 0, 0, 100).roiPercent()).isNull();
    }

    @Test
    void an_absurd_share_is_the_most_that_a_number_can_say() {
        assertThat(stat(1, 1, 0, Long.MAX_VALUE).roiPercent()).isEqualTo(Integer.MAX_VALUE);
    }
}
