package dev.coffer.core.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void ids_are_version_7_distinct_and_ascending() {
        Ids ids = Ids.timeOrdered();
        Set<String> seen = new HashSet<>();
        String last = "";
        for (int i = 0; i < 10_000; i++) {
            String id = ids.next();
            assertThat(UUID.fromString(id).version()).isEqualTo(7);
            assertThat(seen.add(id)).isTrue();
            assertThat(id).isGreaterThan(last);
            last = id;
        }
    }
}
