package dev.coffer.core.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignedTextTest {

    private static final MasterKey KEY = MasterKey.ofBase64("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    private static final MasterKey ANOTHER = MasterKey.ofBase64("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

    private final SignedText links = new SignedText(KEY, "links");

    @Test
    void what_was_signed_is_read_by_every_process_of_the_installation() {
        String text = links.sign("main", "Zoë", "");

        assertThat(text).matches("[A-Za-z0-9_.-]+");
        assertThat(new SignedText(KEY, "links").read(text)).containsExactly("main", "Zoë", "");
    }

    @Test
    void it_counts_for_one_purpose_and_one_installation() {
        String text = links.sign("main", "ada");

        assertThat(new SignedText(KEY, "others").read(text)).isNull();
        assertThat(new SignedText(ANOTHER, "links").read(text)).isNull();
    }

    @Test
    void one_changed_character_anywhere_is_found() {
        String text = links.sign("main", "ada", "1767225600");

        for (int at = 0; at < text.length(); at++) {
            char other = text.charAt(at) == 'A' ? 'Q' : 'A';
            assertThat(links.read(text.substring(0, at) + other + text.substring(at + 1)))
                    .as("changed at %d", at)
                    .isNull();
        }
    }

    @Test
    void parts_cannot_be_put_together_from_others() {
        assertThatIllegalArgumentException().isThrownBy(() -> links.sign("main\nada", "user"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a", "a.b", "ä.ö", "YQ.", ".YQ", "YQ.YQ.YQ", "YQ==.YQ=="})
    void what_is_no_signed_text_is_told_by_null(String text) {
        assertThat(links.read(text)).isNull();
    }

    @Test
    void a_text_longer_than_any_link_is_not_looked_at() {
        assertThat(links.read(links.sign("x".repeat(2_000)))).isNull();
    }
}
