package dev.coffer.notification.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.template.RenderTemplate.Rendered;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What hostile templates and hostile values come to: nothing. */
final class MarkupTest {

    private static Rendered render(String subject, String text, @Nullable String html, Map<String, String> values) {
        Template template = new Template(
                "a.test",
                1,
                List.of(new Variable("name", "Ann"), new Variable("amount", "1")),
                List.of(new Variant("en", NotificationChannel.EMAIL, subject, text, html)));
        return Objects.requireNonNull(RenderTemplate.render(template, NotificationChannel.EMAIL, "en", values));
    }

    @Test
    void places_are_filled_and_parts_without_a_value_left_out() {
        Rendered rendered = render(
                "For {{name}}",
                "Hello {{name}}.{{#amount}} You have {{amount}}.{{/amount}}{{^amount}} You have nothing.{{/amount}}",
                null,
                Map.of("name", "Ann"));

        assertThat(rendered.subject()).isEqualTo("For Ann");
        assertThat(rendered.text()).isEqualTo("Hello Ann. You have nothing.");
        assertThat(rendered.html()).contains("<p>Hello Ann. You have nothing.</p>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "\"><svg onload=alert(1)>",
                "' onmouseover='alert(1)",
                "</p></body><iframe src=\"javascript:alert(1)\">",
                "<a href=\"https://xn--pple-43d.com\">apple.com</a>",
                "{{{name}}}{{&name}}<b>",
                "&lt;script&gt;<style>*{}</style>"
            })
    void a_value_is_text_wherever_it_stands(String attack) {
        for (String place : List.of("{{name}}", "{{{name}}}", "{{&name}}", "{{#name}}{{name}}{{/name}}")) {
            Rendered rendered = render("S", place, "<p>" + place + "</p>", Map.of("name", attack));

            assertThat(rendered.html()).contains("<p>" + MailHtml.escape(attack) + "</p>");
            assertThat(rendered.html().replaceAll("<(/?)(html|head|meta|title|body|p)( [^>]*)?>|<!DOCTYPE html>", ""))
                    .doesNotContain("<");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${7*7}",
                "*{T(java.lang.Runtime).getRuntime().exec('id')}",
                "[[${7*7}]]",
                "__${new java.util.Scanner(T(java.lang.Runtime).getRuntime().exec('id').getInputStream()).next()}__::x",
                "#{7*7}",
                "<%= 7*7 %>",
                "{% 7*7 %}",
                "th:text=${7*7}",
                "%{(#_='multipart/form-data')}",
                "{{name}}"
            })
    void what_looks_like_an_expression_in_a_value_stays_as_it_is(String attack) {
        assertThat(render("S", "Hello {{name}}", null, Map.of("name", attack)).text())
                .isEqualTo("Hello " + attack);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${7*7}", "[[${7*7}]]", "[(${7*7})]", "<%= 7*7 %>", "#{7*7}"})
    void what_looks_like_an_expression_in_a_template_stays_as_it_is(String attack) {
        assertThat(render("S", attack, null, Map.of()).text()).isEqualTo(attack);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name.class",
                "name.getClass",
                "name.length",
                "class",
                "this",
                ".",
                "-index",
                "7*7",
                "name.class.forName('java.lang.Runtime')"
            })
    void the_name_of_a_place_is_never_looked_into(String name) {
        assertThat(Markup.parse("{{" + name + "}}").names()).isEqualTo(Set.of(name));
        assertThat(Markup.parse("x{{#name}}{{length}}{{class}}{{bytes}}{{/name}}")
                        .fill(Map.of("name", "Ann")))
                .isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{{>other}}", "{{=<% %>=}}<% name %>", "{{#name}}", "{{name", "{{/name}}", "{{<base}}{{/base}}"})
    void what_is_no_place_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Markup.parse(text).names());
    }

    @Test
    void no_value_ends_the_line_of_a_subject_or_turns_its_direction() {
        Rendered rendered = render(
                "For {{name}}", "T", null, Map.of("name", "Ann\r\nBcc: eve@example.com\u2028x\u202Egpj.exe\u0000"));

        assertThat(rendered.subject()).isEqualTo("For Ann  Bcc: eve@example.com x gpj.exe");
    }

    @Test
    void what_is_too_long_is_cut_between_characters() {
        Rendered rendered =
                render("{{name}}!", "{{name}}".repeat(20), null, Map.of("name", "\uD83D\uDE00".repeat(900)));

        assertThat(rendered.subject())
                .hasSizeLessThanOrEqualTo(RenderTemplate.LONGEST_SUBJECT)
                .endsWith("…");
        assertThat(rendered.text())
                .hasSizeLessThanOrEqualTo(RenderTemplate.LONGEST_TEXT)
                .endsWith("…");
        assertThat(rendered.text().codePoints().noneMatch(one -> Character.getType(one) == Character.SURROGATE))
                .isTrue();
    }
}
