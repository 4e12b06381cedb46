package dev.coffer.scripts.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class MarksTest {

    private static final String TEXT = """
            a
            // [events]
            b
              # [sagas]
            c
              # [/sagas]
            // [/events]
             * [sagas]
            d
             * [/sagas]
            """;

    @Test
    void sections_of_other_parts_are_left_out_and_all_marks() {
        assertThat(Marks.keep(TEXT, Set.of())).isEqualTo("a\n");
        assertThat(Marks.keep(TEXT, Set.of("events"))).isEqualTo("a\nb\n");
        assertThat(Marks.keep(TEXT, Set.of("sagas"))).isEqualTo("a\nd\n");
        assertThat(Marks.keep(TEXT, Set.of("events", "sagas"))).isEqualTo("a\nb\nc\nd\n");
    }

    @Test
    void a_mark_that_closes_nothing_or_is_not_closed_is_a_mistake_in_the_sample() {
        assertThatThrownBy(() -> Marks.keep("// [events]\n", Set.of())).hasMessageContaining("events");
        assertThatThrownBy(() -> Marks.keep("// [events]\n// [/sagas]\n", Set.of()))
                .hasMessageContaining("sagas");
        assertThatThrownBy(() -> Marks.each("# [each]\n", text -> text, text -> text))
                .hasMessageContaining("each");
    }

    @Test
    void what_is_for_each_is_made_apart() {
        assertThat(Marks.each("a\n# [each]\nb\n# [/each]\nc\n", text -> text, text -> text + text))
                .isEqualTo("a\nb\nb\nc\n");
    }
}
