package dev.coffer.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.core.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class RecordSchemaTest {

    private final RecordSchema<SampleSettings> schema =
            RecordSchema.of(SampleSettings.class, SampleSettings.KEY, "For tests.");
    private final SettingDeclaration declaration = schema.declaration();

    private static SettingProblem problem(SettingDeclaration declaration, String field, String text) {
        return Objects.requireNonNull(
                Objects.requireNonNull(declaration.field(field)).check(text), field);
    }

    private boolean takes(String field, String text) {
        return Objects.requireNonNull(declaration.field(field)).check(text) == null;
    }

    @Test
    void a_record_is_made_from_its_declared_defaults() {
        SampleSettings made = schema.make(declaration.defaults());

        assertThat(made.percent()).isEqualByComparingTo("2.9");
        assertThat(made.first()).isEqualTo(Duration.ofSeconds(1));
        assertThat(made.most()).isEqualTo(10);
        assertThat(made.pace()).isEqualTo(SampleSettings.Pace.FAST);
        assertThat(made.byCurrency()).containsEntry("default", new BigDecimal("1.5"));
        assertThat(made.apiKey().isSet()).isFalse();
    }

    @Test
    void a_value_out_of_bounds_is_refused_with_the_field_and_the_rule() {
        assertThat(problem(declaration, "percent", "101").message())
                .contains("percent", "'101'", "from 0 to 100", "at most 6 decimals");
        assertThat(problem(declaration, "most", "0").message()).contains("most", "from 1 to 1000");
        assertThat(problem(declaration, "pace", "fast").message()).contains("one of FAST, SLOW");
        assertThat(problem(declaration, "byCurrency", "EUR=1, BTC=51").message())
                .contains("from 0 to 50");
    }

    @Test
    void what_is_not_of_the_type_is_refused() {
        for (String wrong : List.of("", "x", "1e3", "NaN", "1,5", "+1", " 1", "0x10", "1.1234567")) {
            assertThat(takes("percent", wrong)).as(wrong).isFalse();
        }
        for (String wrong : List.of("", "5", "-5s", "5 s", "1.5h", "PT5S", "99999999999999d", "s")) {
            assertThat(takes("first", wrong)).as(wrong).isFalse();
        }
        for (String wrong : List.of("1.0", "99999999999999999999", "ten", "")) {
            assertThat(takes("most", wrong)).as(wrong).isFalse();
        }
        for (String wrong : List.of("EUR", "EUR=", "=1", "EUR=1,EUR=2", "EUR=1,,BTC=2", "E U=1")) {
            assertThat(takes("byCurrency", wrong)).as(wrong).isFalse();
        }
    }

    @Test
    void the_bounds_themselves_are_within() {
        assertThat(takes("percent", "0")).isTrue();
        assertThat(takes("percent", "100.000000")).isTrue();
        assertThat(takes("most", "1000")).isTrue();
        assertThat(takes("longest", "1d")).isTrue();
        assertThat(takes("byCurrency", "")).isTrue();
    }

    @Test
    void a_value_has_one_canonical_form() {
        assertThat(canonical("percent", "2.900")).isEqualTo("2.9");
        assertThat(canonical("first", "60s")).isEqualTo("1m");
        assertThat(canonical("first", "1500ms")).isEqualTo("1500ms");
        assertThat(canonical("longest", "24h")).isEqualTo("1d");
        assertThat(canonical("byCurrency", "JPY=2.0 ,BTC=0.50")).isEqualTo("BTC=0.5, JPY=2");
    }

    private String canonical(String field, String text) {
        return Objects.requireNonNull(declaration.field(field)).canonical(text);
    }

    @Test
    void a_secret_that_will_not_do_is_not_repeated() {
        SettingProblem problem = problem(declaration, "apiKey", "hunter2");

        assertThat(problem.message())
                .contains("apiKey", "from 8 to 100 characters")
                .doesNotContain("hunter2");
        assertThat(Secret.of("hunter22").toString()).isEqualTo("***");
    }

    @Test
    void one_field_may_not_exceed_another_that_bounds_it() {
        Map<String, String> values = new HashMap<>(declaration.defaults());
        values.put("first", "10m");

        assertThat(declaration.check(values)).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("first");
            assertThat(problem.message()).contains("10m", "longest", "5m");
        });
    }

    @Test
    void every_bad_value_is_told_at_once() {
        Map<String, String> values = new HashMap<>(declaration.defaults());
        values.put("percent", "-1");
        values.put("most", "many");

        assertThat(declaration.check(values)).extracting(SettingProblem::field).containsExactly("percent", "most");
    }

    @Test
    void a_declaration_survives_the_store_as_it_is() {
        assertThat(SettingDocument.declaration(SettingDocument.of(declaration))).isEqualTo(declaration);
    }

    record Undeclared(String name) {}

    record BadDefault(
            @SettingField(value = "7", max = "5", min = "0", description = "Too much.")
            int count) {}

    record SecretInCode(
            @SettingField(value = "hunter2", description = "No.")
            Secret key) {}

    record NoSuchLimit(
            @SettingField(value = "1s", atMost = "gone", description = "No.")
            Duration pause) {}

    record Unknown(
            @SettingField(value = "1", description = "No.") Object thing) {}

    record Unbounded(
            @SettingField(value = "1", description = "No.") int count) {}

    record Amount(
            @SettingField(value = "10.00 EUR", min = "0.00 EUR", description = "Much.")
            Money above) {}

    @Test
    void a_declaration_that_contradicts_itself_is_refused_at_once() {
        assertRefused(Undeclared.class, "lacks @SettingField");
        assertRefused(BadDefault.class, "the default breaks its own rule");
        assertRefused(SecretInCode.class, "a secret in the code is none");
        assertRefused(NoSuchLimit.class, "no field of the same type");
        assertRefused(Unknown.class, "which no setting can be");
        assertRefused(Unbounded.class, "an int needs a min and a max");
        assertThatThrownBy(() -> RecordSchema.of(SampleSettings.class, "Sample", ""))
                .hasMessageContaining("key");
    }

    private static void assertRefused(Class<? extends Record> type, String why) {
        assertThatThrownBy(() -> RecordSchema.of(type, "sample-service/bad", "Bad."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void an_amount_is_bounded_in_its_own_currency_only() {
        SettingDeclaration amounts =
                RecordSchema.of(Amount.class, "sample-service/amount", "Much.").declaration();

        assertThat(problem(amounts, "above", "-0.01 EUR").message()).contains("at least 0.00 EUR");
        assertThat(problem(amounts, "above", "5.00 USD").message()).contains("at least 0.00 EUR");
        assertThat(problem(amounts, "above", "5.001 EUR").message()).contains("12.50 EUR");
    }

    @Test
    void near_names_are_suggested() {
        List<String> known = List.of("payment-service/fees", "auth-service/password-tries");

        assertThat(NearMatches.sentence("payment-service/fee", known)).isEqualTo(" Did you mean payment-service/fees?");
        assertThat(NearMatches.sentence("fees", known)).contains("payment-service/fees");
        assertThat(NearMatches.sentence("zzz", known)).contains("There is auth-service/password-tries,");
        assertThat(NearMatches.sentence("zzz", List.of())).isEmpty();
    }
}
