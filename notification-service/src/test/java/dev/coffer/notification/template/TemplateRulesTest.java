package dev.coffer.notification.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldProblem;
import dev.coffer.notification.message.NotificationChannel;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplateRulesTest {

    private static Template template(String subject, String text, @Nullable String html) {
        return new Template(
                "a.test",
                0,
                List.of(new Variable("name", "Ann")),
                List.of(new Variant("en", NotificationChannel.EMAIL, subject, text, html)));
    }

    private static List<FieldProblem> problems(Template template) {
        CodedException refused = catchThrowableOfType(CodedException.class, () -> TemplateRules.require(template));
        return refused == null ? List.of() : refused.problems();
    }

    @Test
    void every_built_in_template_keeps_the_rules_and_says_all_in_both_languages() {
        assertThat(BuiltInTemplates.all()).hasSizeGreaterThan(30).allSatisfy(template -> {
            assertThat(problems(template)).as(template.key()).isEmpty();
            for (String locale : List.of("en", "de")) {
                for (NotificationChannel channel : template.channels()) {
                    RenderTemplate.Rendered rendered = Objects.requireNonNull(
                            RenderTemplate.render(template, channel, locale, template.samples()));
                    assertThat(rendered.subject() + rendered.text())
                            .as(template.key())
                            .doesNotContain("{{", "}}", "http");
                }
            }
        });
    }

    @Test
    void variables_that_are_not_declared_are_named_where_they_stand() {
        assertThat(problems(template("For {{nmae}}", "{{#vip}}{{name}} {{gift}}{{/vip}}", "<p>{{body}}</p>")))
                .extracting(FieldProblem::field, FieldProblem::message)
                .containsExactly(
                        tuple("input.variants[0].subject", "These variables are not declared: nmae."),
                        tuple("input.variants[0].text", "These variables are not declared: gift, vip."),
                        tuple("input.variants[0].html", "These variables are not declared: body."));
    }

    @Test
    void a_built_in_key_has_no_variables_that_its_event_does_not_tell() {
        Template stolen = new Template(
                "account.welcome",
                0,
                List.of(new Variable("balance", "1")),
                List.of(new Variant("en", NotificationChannel.IN_APP, "S", "T", null)));

        assertThat(problems(stolen)).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("input.variables[0].name");
            assertThat(problem.message()).contains("balance", "displayName");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello\r\nBcc: eve@example.com",
                "Hello\nBcc: eve@example.com",
                "Hello\u2028x",
                "Hello \u202Egpj.exe",
                "{{name}}",
                "{{#name}}only sometimes{{/name}}",
                " "
            })
    void a_subject_is_one_line_that_says_something(String subject) {
        assertThat(problems(template(subject, "T", null)))
                .extracting(FieldProblem::field)
                .containsExactly("input.variants[0].subject");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<SCRIPT>alert(1)</SCRIPT>",
                "<p onclick=\"alert(1)\">x</p>",
                "<p style=\"background:url(https://example.com)\">x</p>",
                "<img src=\"https://example.com/pixel\">",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\"http://example.com\">x</a>",
                "<a href=\"https://аpple.com\">x</a>",
                "<a href=\"https://bank.example@evil.example\">x</a>",
                "<a href=\"https://example.com/{{name}}\">x</a>",
                "<a href='https://example.com'>x</a>",
                "<a href=\"https://example.com\" onclick=\"x\">x</a>",
                "<scr{{!}}ipt>alert(1)</script>",
                "<p{{! }} onclick=\"alert(1)\">x</p>",
                "<!-- x --><p>x</p>",
                "<svg/onload=alert(1)>",
                "<iframe src=\"https://example.com\"></iframe>",
                "<form action=\"https://example.com\"></form>",
                "<meta http-equiv=\"refresh\" content=\"0\">",
                "a < b",
                "<p>{{{body}}}</p>"
            })
    void html_that_runs_loads_or_sends_something_is_refused(String html) {
        assertThat(problems(template("S", "T", html)))
                .extracting(FieldProblem::field)
                .containsExactly("input.variants[0].html");
    }

    @Test
    void html_of_text_and_looks_is_taken() {
        assertThat(problems(template(
                        "S",
                        "T",
                        "<h1>Hi {{name}}</h1><p>a &lt; b<br/><a href=\"https://help.example.com/x?y=1\">Help</a></p>"
                                + "<ul><li>{{#name}}<b>{{name}}</b>{{/name}}</li></ul>")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"welcome", "Account.welcome", "account..welcome", "account.$where", ""})
    void a_key_is_of_small_letters_with_dots(String key) {
        assertThat(problems(
                        new Template(key, 0, List.of(), template("S", "T", null).variants())))
                .extracting(FieldProblem::field)
                .containsExactly("input.key");
    }

    @Test
    void readers_get_the_closest_language() {
        Template template = new Template(
                "a.test",
                0,
                List.of(),
                List.of(
                        new Variant("fr", NotificationChannel.IN_APP, "fr", "T", null),
                        new Variant("en", NotificationChannel.IN_APP, "en", "T", null),
                        new Variant("de", NotificationChannel.IN_APP, "de", "T", null),
                        new Variant("de-AT", NotificationChannel.IN_APP, "de-AT", "T", null)));

        assertThat(List.of("de-AT", "de-CH", "de", "fr-CA", "it", "not a tag"))
                .extracting(locale -> Objects.requireNonNull(template.variant(NotificationChannel.IN_APP, locale))
                        .locale())
                .containsExactly("de-AT", "de", "de", "fr", "en", "en");
        assertThat(template.variant(NotificationChannel.EMAIL, "en")).isNull();
    }
}
