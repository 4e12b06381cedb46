package dev.coffer.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coffer.core.testkit.TestSeeds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class QuietHoursTest {

    private static QuietHours hours(String from, String until, String zone) {
        return new QuietHours(LocalTime.parse(from), LocalTime.parse(until), ZoneId.of(zone));
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    @Test
    void a_night_ends_in_the_morning_by_the_users_clock() {
        QuietHours night = hours("22:00", "07:00", "Europe/Berlin");

        assertThat(night.endAfter(at("2026-11-23T20:59:59Z"))).isNull();
        assertThat(night.endAfter(at("2026-11-23T21:00:00Z"))).isEqualTo("2026-11-24T06:00:00Z");
        assertThat(night.endAfter(at("2026-11-24T05:59:59Z"))).isEqualTo("2026-11-24T06:00:00Z");
        assertThat(night.endAfter(at("2026-11-24T06:00:00Z"))).isNull();
    }

    @Test
    void the_night_in_which_clocks_change_is_as_long_as_the_clocks_say() {
        QuietHours night = hours("22:00", "07:00", "Europe/Berlin");

        assertThat(night.endAfter(at("2026-03-28T21:30:00Z"))).isEqualTo("2026-03-29T05:00:00Z");
        assertThat(night.endAfter(at("2026-10-24T20:30:00Z"))).isEqualTo("2026-10-25T06:00:00Z");
    }

    @Test
    void an_end_that_the_clock_skips_is_when_it_skips() {
        QuietHours night = hours("22:00", "02:30", "Europe/Berlin");

        assertThat(night.endAfter(at("2026-03-29T00:59:00Z"))).isEqualTo("2026-03-29T01:00:00Z");
        assertThat(night.endAfter(at("2026-03-29T01:00:00Z"))).isNull();
    }

    @Test
    void an_end_that_the_clock_shows_twice_comes_twice() {
        QuietHours night = hours("22:00", "02:30", "Europe/Berlin");

        assertThat(night.endAfter(at("2026-10-25T00:10:00Z"))).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(night.endAfter(at("2026-10-25T00:40:00Z"))).isNull();
        assertThat(night.endAfter(at("2026-10-25T01:10:00Z"))).isEqualTo("2026-10-25T01:30:00Z");
    }

    @Test
    void hours_that_end_when_they_begin_are_none() {
        assertThatIllegalArgumentException().isThrownBy(() -> hours("07:00", "07:00", "Europe/Berlin"));
    }

    /** Against the definition: the end is the first minute that is not quiet. */
    @Test
    void the_end_is_the_first_minute_that_is_not_quiet() {
        RandomGenerator random = TestSeeds.random(QuietHoursTest.class);
        List<String> zones = List.of(
                "Europe/Berlin",
                "America/New_York",
                "Australia/Lord_Howe",
                "Asia/Kathmandu",
                "Africa/Casablanca",
                "UTC");
        for (int i = 0; i < 400; i++) {
            ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
            LocalTime from = LocalTime.ofSecondOfDay(random.nextInt(1_440) * 60L);
            LocalTime until = from.plusMinutes(1 + random.nextInt(1_439));
            QuietHours quiet = new QuietHours(from, until, zone);
            boolean isNearChange = random.nextBoolean();
            Instant base = isNearChange
                    ? nextChange(zone, at("2026-01-01T00:00:00Z")).minus(Duration.ofHours(random.nextInt(24)))
                    : at("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(525_600)));
            Instant end = quiet.endAfter(base);
            Instant expected = base;
            while (quiet.endAfter(expected) != null) {
                expected = expected.plus(Duration.ofMinutes(1));
            }
            assertThat(end == null ? base : end).as("%s at %s", quiet, base).isEqualTo(expected);
        }
    }

    private static Instant nextChange(ZoneId zone, Instant after) {
        var change = zone.getRules().nextTransition(after);
        return change == null ? after : change.getInstant();
    }
}
