package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.ids.Ids;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OverrideLabelsTest {
    private final OverrideLabels labels = new OverrideLabels(Set.of("new-ledger"));

    @Test
    void a_name_is_active_where_the_settings_say_so() {
        assertThat(labels.of("any").test("new-ledger")).isTrue();
        assertThat(labels.of("any").test("other")).isFalse();
    }

    @Test
    void a_percentage_holds_for_that_share_of_requests() {
        Ids ids = Ids.timeOrdered();
        long active = IntStream.range(0, 20_000)
                .filter(i -> labels.of(ids.next()).test("percent(5)"))
                .count();

        assertThat(active).isBetween(800L, 1_200L);
    }

    @Test
    void none_and_all_are_exact_and_a_request_decides_the_same_each_time() {
        for (int i = 0; i < 1_000; i++) {
            Predicate<String> one = labels.of("request-" + i);

            assertThat(one.test("percent(0)")).isFalse();
            assertThat(one.test("percent(100)")).isTrue();
            assertThat(labels.of("request-" + i).test("percent(37.5)")).isEqualTo(one.test("percent(37.5)"));
        }
    }

    @Test
    void a_greater_percentage_is_active_whenever_a_smaller_one_is() {
        for (int i = 0; i < 1_000; i++) {
            Predicate<String> one = labels.of("request-" + i);

            assertThat(!one.test("percent(20)") || one.test("percent(60)")).isTrue();
        }
    }
}
