package dev.coffer.bonus.competition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.TestSeeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PlacingTest {

    private static final Comparator<Placing> BEST_FIRST = Comparator.comparing(Placing::score)
            .reversed()
            .thenComparing(Placing::reachedAt)
            .thenComparing(Placing::handle);

    private static final long[] EDGES = {Long.MIN_VALUE, -1, 0, 1, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE};

    @Test
    void keys_sort_as_places_do_whatever_the_numbers_and_are_read_back() {
        RandomGenerator random = TestSeeds.random(PlacingTest.class);
        List<Placing> all = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            long score = i % 3 == 0 ? EDGES[random.nextInt(EDGES.length)] : random.nextLong(-50, 50);
            Instant at = Instant.ofEpochMilli(random.nextLong(-3, 1_800_000_000_000L) * random.nextInt(2));
            all.add(new Placing(score, at, "Player-" + random.nextInt(100)));
        }
        List<Placing> byPlace = all.stream().sorted(BEST_FIRST).toList();
        List<Placing> byKey =
                all.stream().map(Placing::key).sorted().map(Placing::ofKey).toList();
        assertThat(byKey).isEqualTo(byPlace);
    }
}
