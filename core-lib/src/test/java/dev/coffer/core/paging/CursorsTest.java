package dev.coffer.core.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.core.errors.CodedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Date;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CursorsTest {

    private final Cursors cursors = new Cursors("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    @Test
    void a_cursor_is_read_back_as_the_position_it_was_made_from() {
        Position position = new Position(new Date(1_700_000_000_123L), "01890000-0000-7000-8000-000000000000");
        assertThat(cursors.read(cursors.write(position, "transfers|ann"), "transfers|ann", "after"))
                .isEqualTo(position);
    }

    @Test
    void a_cursor_of_another_query_is_told_apart() {
        String cursor = cursors.write(new Position(1L, 2L), "transfers|ann");
        assertThatThrownBy(() -> cursors.read(cursor, "transfers|bob", "after"))
                .isInstanceOfSatisfying(
                        CodedException.class, e -> assertThat(e.code()).isEqualTo(PagingError.CURSOR_OF_OTHER_QUERY));
    }

    @Test
    void any_changed_byte_makes_a_cursor_invalid() {
        long seed = Long.getLong("coffer.seed", System.nanoTime());
        Random random = new Random(seed);
        byte[] whole = Base64.getUrlDecoder().decode(cursors.write(new Position("k", 7), "scope"));
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertInvalid(cursor);
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "x", "!!!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void what_is_no_cursor_is_invalid(String text) {
        assertInvalid(text);
        assertInvalid("A".repeat(5_000));
    }

    private void assertInvalid(String cursor) {
        assertThatThrownBy(() -> cursors.read(cursor, "scope", "after"))
                .isInstanceOfSatisfying(
                        CodedException.class, e -> assertThat(e.code()).isEqualTo(PagingError.CURSOR_INVALID));
    }
}
