package dev.coffer.sample.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ItemTest {

    private static Item named(String name) {
        return new Item(
                "1",
                "main",
                "ann",
                name,
                // [sagas]
                false,
                // [/sagas]
                1,
                Instant.EPOCH);
    }

    @Test
    void another_name_is_another_version() {
        Item renamed = named("Blue").renamed(" Green ");
        assertThat(renamed.name()).isEqualTo("Green");
        assertThat(renamed.version()).isEqualTo(2);
        assertThat(renamed.id()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\nb", "\u0000"})
    void what_is_no_name_is_refused(String typed) {
        assertThatThrownBy(() -> named(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 80");
    }

    @Test
    void a_name_has_80_characters_at_most() {
        assertThat(named("x".repeat(80)).name()).hasSize(80);
        assertThatThrownBy(() -> named("x".repeat(81))).isInstanceOf(IllegalArgumentException.class);
    }
}
