package dev.coffer.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.WhatsAppContent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which codes go in WhatsApp and by which text, and what is no configuration for it. */
final class WhatsAppCodesTest {

    private static final String ENGLISH = "HX" + "0e".repeat(16);
    private static final String GERMAN = "HX" + "de".repeat(16);
    private static final String BRAZILIAN = "HX" + "b7".repeat(16);
    private static final Map<String, String> TEXTS = Map.of("en", ENGLISH, "de", GERMAN, "pt-br", BRAZILIAN);
    private static final TwilioProperties WITH_WHATSAPP = twilio("AC" + "0".repeat(32), "+4930123457");

    private static TwilioProperties twilio(String account, String whatsApp) {
        return new TwilioProperties(
                account, "token", "+4930123456", whatsApp, "http://localhost", Duration.ofSeconds(1));
    }

    private static WhatsAppCodes codes(Map<String, String> texts, boolean first) {
        return new WhatsAppCodes(new WhatsAppCodeProperties(texts, first), WITH_WHATSAPP);
    }

    private static Letter letter(String kind, String locale) {
        return new Letter("1", "ann", kind, NotificationChannel.WHATSAPP, locale, null, "bound", "sealed");
    }

    @ParameterizedTest
    @CsvSource({"de-AT, de", "de, de", "en-GB, en", "pt-BR, pt", "pt-PT, en", "fr, en", "'', en"})
    void a_code_is_said_in_the_readers_language_or_in_english(String locale, String language) {
        String sid = Map.of("en", ENGLISH, "de", GERMAN, "pt", BRAZILIAN).get(language);
        assertThat(codes(TEXTS, false).said(letter("code.SIGN_IN", locale), "048213"))
                .isEqualTo(new WhatsAppContent(sid, List.of(new WhatsAppContent.Place("1", "048213")), false));
    }

    @Test
    void what_is_no_code_or_has_no_approved_text_is_not_said_at_all() {
        assertThat(codes(TEXTS, false).said(letter("password.RESET", "en"), null))
                .isEqualTo(WhatsAppContent.NEITHER);
        assertThat(codes(TEXTS, false).said(letter("password.RESET", "en"), "048213"))
                .isEqualTo(WhatsAppContent.NEITHER);
        assertThat(codes(Map.of(), false).said(letter("code.SIGN_IN", "en"), "048213"))
                .isEqualTo(WhatsAppContent.NEITHER);
    }

    @ParameterizedTest
    @CsvSource({
        "code.SIGN_IN, WHATSAPP, WHATSAPP, WHATSAPP, SMS",
        "code.SIGN_IN, SMS, SMS, WHATSAPP, SMS",
        "code.SIGN_IN, EMAIL, EMAIL, EMAIL, EMAIL",
        "password.RESET, WHATSAPP, SMS, SMS, SMS",
        "password.RESET, SMS, SMS, SMS, SMS"
    })
    void codes_go_where_there_is_a_text_for_them_and_everything_else_as_a_text_message(
            String kind,
            NotificationChannel asked,
            NotificationChannel set,
            NotificationChannel first,
            NotificationChannel none) {
        assertThat(codes(TEXTS, false).channel(kind, asked)).isEqualTo(set);
        assertThat(codes(TEXTS, true).channel(kind, asked)).isEqualTo(first);
        assertThat(codes(Map.of(), false).channel(kind, asked)).isEqualTo(none);
    }

    @Test
    void half_a_configuration_is_none_and_the_sentence_names_what_to_set() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codes(Map.of("de", GERMAN), false))
                .withMessageContaining("texts needs one for en");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codes(Map.of("en", "MG" + "0".repeat(32)), false))
                .withMessageContaining("whatsapp-codes.texts.en must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codes(Map.of("en", ENGLISH, "1", GERMAN), false))
                .withMessageContaining("whatsapp-codes.texts.1 must be a language");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codes(Map.of(), true))
                .withMessageContaining("set coffer.notification.whatsapp-codes.texts.en");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new WhatsAppCodes(new WhatsAppCodeProperties(TEXTS, false), twilio("AC" + "0".repeat(32), "")))
                .withMessageContaining("needs coffer.notification.twilio.whatsapp-from");
    }
}
