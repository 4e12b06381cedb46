package dev.coffer.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coffer.core.testkit.MutableClock;
import dev.coffer.notification.email.OpenSealed.Opened;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.NotificationPriority;
import dev.coffer.notification.post.Mail;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RenderMailTest {

    private final MutableClock clock = MutableClock.atStandardTime();
    private final RenderMail render = new RenderMail(clock);

    private Letter letter(String kind, NotificationChannel channel, String locale, boolean expires) {
        return new Letter(
                "event-1",
                "ann",
                kind,
                channel,
                locale,
                expires ? clock.instant().plus(Duration.ofMinutes(5)) : null,
                "bound",
                "sealed");
    }

    @Test
    void a_code_is_told_in_text_and_html_with_how_long_it_counts() {
        Mail mail = render.render(
                "main",
                letter("code.SIGN_IN", NotificationChannel.EMAIL, "en", true),
                new Opened("ada@example.com", "048213"));

        assertThat(mail.to()).isEqualTo("ada@example.com");
        assertThat(mail.subject()).isEqualTo("Your sign-in code").doesNotContain("048213");
        assertThat(mail.text()).isEqualTo("""
                Type this code to sign in:

                048213

                It counts for 5 more minutes and only once.

                If you did not ask for it, you need not do anything. Give it to nobody; we never ask for it.
                """);
        assertThat(mail.html()).contains("lang=\"en\"", "<strong>048213</strong>", "5 more minutes");
    }

    @Test
    void a_german_reader_gets_german() {
        Mail mail = render.render(
                "main",
                letter("password.RESET", NotificationChannel.EMAIL, "de-AT", false),
                new Opened("ada@example.com", null));

        assertThat(mail.subject()).isEqualTo("Ihr Passwort wurde zurückgesetzt");
        assertThat(mail.text()).startsWith("Mit einem von uns gesendeten Code").doesNotContain("null");
        assertThat(mail.html()).contains("lang=\"de\"").doesNotContain("<strong>", "null", "href", "http:");
    }

    @Test
    void there_are_texts_for_every_kind_of_letter() {
        for (String kind : List.of(
                "code.VERIFY_CONTACT",
                "code.RESET_PASSWORD",
                "code.SIGN_IN",
                "code.CONFIRM_REGISTRATION",
                "password.CHANGE",
                "password.RESET",
                "password.FORCED",
                "registration.ATTEMPT")) {
            Mail mail = render.render(
                    "main", letter(kind, NotificationChannel.EMAIL, "en", false), new Opened("ada@example.com", "1"));
            assertThat(mail.text()).as(kind).isNotBlank();
        }
    }

    @Test
    void what_is_put_into_a_mail_is_neither_markup_nor_an_expression() {
        String hostile = "<script>x</script> ${1+1} [[${1+1}]] [(${1+1})] __${1+1}__";

        Mail mail = render.render(
                "main",
                letter("code.SIGN_IN", NotificationChannel.EMAIL, "en", true),
                new Opened("ada@example.com", hostile));

        assertThat(mail.html()).doesNotContain("<script>").contains("&lt;script&gt;", "${1+1}", "[[${1+1}]]");
        assertThat(mail.text()).contains(hostile);
    }

    @Test
    void a_text_message_has_no_html() {
        Mail mail = render.render(
                "main",
                letter("code.SIGN_IN", NotificationChannel.SMS, "en", true),
                new Opened("+4915112345678", "048213"));

        assertThat(mail.html()).isEmpty();
        assertThat(mail.text()).contains("048213");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.com\r\nBcc: eve@example.com",
                "ada@example.com\nX: y",
                "ada\u0000@example.com",
                "ada@example.com\u0085",
                " "
            })
    void no_line_break_gets_into_a_header(String hostile) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mail(
                        "1",
                        "main",
                        NotificationChannel.EMAIL,
                        NotificationPriority.URGENT,
                        hostile,
                        "Subject",
                        "text",
                        "",
                        null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mail(
                        "1",
                        "main",
                        NotificationChannel.EMAIL,
                        NotificationPriority.URGENT,
                        "ada@example.com",
                        hostile,
                        "text",
                        "",
                        null));
    }

    @Test
    void a_mail_shows_neither_its_reader_nor_its_code() {
        Opened opened = new Opened("ada@example.com", "048213");
        Mail mail = render.render("main", letter("code.SIGN_IN", NotificationChannel.EMAIL, "en", true), opened);

        assertThat(mail + " " + opened).doesNotContain("ada", "048213");
    }
}
