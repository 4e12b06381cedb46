package dev.coffer.notification.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldProblem;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.WhatsAppContent;
import dev.coffer.notification.message.WhatsAppContent.Place;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WhatsAppRulesTest {

    private static final String SID = "HX" + "0123456789abcdef".repeat(2);

    private static String problem(NotificationChannel channel, @Nullable WhatsAppContent content) {
        Template draft = new Template(
                "a.test",
                0,
                List.of(new Variable("name", "Ann")),
                List.of(new Variant("en", channel, "Hello", "Hello", null, content)));
        CodedException refused = catchThrowableOfType(CodedException.class, () -> TemplateRules.require(draft));
        if (refused == null) {
            return "";
        }
        assertThat(refused.problems()).extracting(FieldProblem::field).containsExactly("input.variants[0].whatsApp");
        return refused.problems().getFirst().message();
    }

    private static String problem(WhatsAppContent content) {
        return problem(NotificationChannel.WHATSAPP, content);
    }

    private static WhatsAppContent approved(Place... places) {
        return new WhatsAppContent(SID, List.of(places), false);
    }

    @Test
    void a_message_in_whatsapp_is_approved_or_an_answer_and_not_both() {
        assertThat(problem(approved())).isEmpty();
        assertThat(problem(approved(new Place("1", "{{name}}!"), new Place("sum_2", "12"))))
                .isEmpty();
        assertThat(problem(new WhatsAppContent(null, List.of(), true))).isEmpty();
        assertThat(problem(new WhatsAppContent(SID, List.of(), true))).contains("isSession");
        assertThat(problem(WhatsAppContent.NEITHER)).contains("contentSid");
        assertThat(problem(NotificationChannel.WHATSAPP, null)).contains("contentSid");
    }

    @Test
    void nothing_else_says_how_it_is_said_in_whatsapp() {
        assertThat(problem(NotificationChannel.SMS, approved())).contains("Only messages in WhatsApp");
        assertThat(problem(NotificationChannel.SMS, null)).isEmpty();
    }

    @Test
    void names_and_places_are_looked_at() {
        assertThat(problem(new WhatsAppContent("HX12", List.of(), false))).contains("HX and 32");
        assertThat(problem(approved(new Place("1", "a"), new Place("1", "b")))).contains("named once");
        assertThat(problem(approved(new Place("a b", "a")))).contains("letters, digits");
        assertThat(problem(approved(new Place("1", "a\nb")))).contains("one line");
        assertThat(problem(approved(new Place("1", " ")))).contains("one line");
        assertThat(problem(approved(new Place("1", "a".repeat(501))))).contains("500");
        assertThat(problem(approved(new Place("1", "{{nmae}}")))).isEqualTo("These variables are not declared: nmae.");
        assertThat(problem(new WhatsAppContent(null, List.of(new Place("1", "a")), true)))
                .contains("a free one none");
        List<Place> many = Collections.nCopies(31, new Place("1", "a"));
        assertThat(problem(new WhatsAppContent(SID, many, false))).contains("at most 30");
    }
}
