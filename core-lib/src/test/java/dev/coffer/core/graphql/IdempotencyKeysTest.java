package dev.coffer.core.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeysTest {

    private static final String FIELD = "input.idempotencyKey";

    @ParameterizedTest
    @ValueSource(strings = {"k", "order-4711", "a b", "Schlüssel 🔑", "/../%00"})
    void a_key_of_whole_printable_characters_is_taken(String key) {
        assertThat(IdempotencyKeys.require(key, FIELD)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "a\nb", "\u007f", "\ud83d", "\udd11\ud83d", "a\ud83d", "\udd11"})
    void an_empty_key_and_one_with_control_or_half_characters_is_refused(String key) {
        assertThatExceptionOfType(CodedException.class)
                .isThrownBy(() -> IdempotencyKeys.require(key, FIELD))
                .matches(refused -> refused.code() == CommonError.INVALID_INPUT && FIELD.equals(refused.field()));
    }

    @Test
    void a_key_has_at_most_255_characters() {
        assertThat(IdempotencyKeys.require("k".repeat(255), FIELD)).hasSize(255);
        assertThatExceptionOfType(CodedException.class)
                .isThrownBy(() -> IdempotencyKeys.require("k".repeat(256), FIELD))
                .withMessageContaining("256");
    }

    @Test
    void free_text_may_have_lines_but_no_half_characters() {
        assertThat(WellFormedText.require("two\nlines 🍜", "input.reason")).contains("🍜");
        assertThatExceptionOfType(CodedException.class)
                .isThrownBy(() -> WellFormedText.require("half \ud83d", "input.reason"))
                .withMessageContaining("input.reason");
    }
}
