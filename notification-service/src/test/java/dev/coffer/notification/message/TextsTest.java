package dev.coffer.notification.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class TextsTest {

    private static Set<String> keys(String file) throws IOException {
        Properties texts = new Properties();
        try (InputStreamReader reader = new InputStreamReader(
                Objects.requireNonNull(Texts.class.getResourceAsStream(file)), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return new TreeSet<>(texts.stringPropertyNames());
    }

    @Test
    void every_text_is_there_in_every_language() throws IOException {
        assertThat(keys("texts_de.properties")).isEqualTo(keys("texts.properties"));
    }

    @Test
    void a_reader_gets_their_language_or_english_whatever_the_machine_speaks() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Texts.in("de-AT").language()).isEqualTo("de");
            assertThat(Texts.in("en").language()).isEqualTo("en");
            assertThat(Texts.in("fr").language()).isEqualTo("en");
            assertThat(Texts.in("not a tag").language()).isEqualTo("en");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void umlauts_and_arguments_arrive() {
        assertThat(Texts.in("de").get("code.VERIFY_CONTACT.subject")).isEqualTo("Ihr Bestätigungscode");
        assertThat(Texts.in("de").get("code.validity", "5")).isEqualTo("Er gilt noch 5 Minuten und nur einmal.");
    }

    @Test
    void nothing_that_is_told_about_passwords_holds_a_link() throws IOException {
        for (String language : Set.of("en", "de")) {
            for (String key : keys("texts.properties")) {
                assertThat(Texts.in(language).get(key)).doesNotContain("http", "www.");
            }
        }
    }
}
