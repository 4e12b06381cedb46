package dev.coffer.core.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.graphql.sample.SampleApplication;
import dev.coffer.core.testkit.SmallService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The scalars as clients meet them: as literals, as variables, in answers, and what is said of wrong ones. */
class ScalarsTest {

    private static final String ID = "0192f0c1-7b1e-7c3a-9d7e-0d6a5b2f4c11";
    private static final String REACH = "query($input: ReachInput!) { reach(input: $input) { email phones id } }";

    private static SmallService service;

    @BeforeAll
    static void start() {
        service = SmallService.start(SampleApplication.class, "sample", Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static JsonNode reach(Map<String, ?> input) {
        return service.post(Map.of("query", REACH, "variables", Map.of("input", input)));
    }

    private static String code(JsonNode answer) {
        return answer.at("/errors/0/extensions/code").asString("");
    }

    private static String field(JsonNode answer) {
        return answer.at("/errors/0/extensions/field").asString("");
    }

    private static String message(JsonNode answer) {
        return answer.at("/errors/0/message").asString("");
    }

    @Test
    void variables_come_in_their_canonical_form_and_go_out_in_it() {
        JsonNode answer = reach(Map.of(
                "email",
                " Ada@Example.COM",
                "phones",
                List.of("+49 (151) 123-45678"),
                "id",
                ID.toUpperCase(java.util.Locale.ROOT)));
        assertThat(answer.at("/data/reach").toString())
                .isEqualTo("{\"email\":\"ada@example.com\",\"phones\":[\"+4915112345678\"],\"id\":\"" + ID + "\"}");
    }

    @Test
    void literals_come_in_their_canonical_form_too() {
        JsonNode answer = service.ask("{ reach(input: {email: \"ADA@example.com\", phones: [\"+1 415 555 2671\"]})"
                + " { email phones id } }");
        assertThat(answer.at("/data/reach").toString())
                .isEqualTo("{\"email\":\"ada@example.com\",\"phones\":[\"+14155552671\"],\"id\":null}");
        assertThat(service.ask("{ uuid(id: \"" + ID.toUpperCase(java.util.Locale.ROOT) + "\") }")
                        .at("/data/uuid")
                        .asString())
                .isEqualTo(ID);
    }

    @ParameterizedTest
    @CsvSource({
        "email, '\"nonsense\"', e-mail address",
        "email, 7, in quotes",
        "phones, '[\"12\"]', phone number",
        "phones, '[\"+99912345678\"]', phone number",
        "id, '\"1-1-1-1-1\"', UUID",
        "id, '\"0192f0c17b1e7c3a9d7e0d6a5b2f4c11\"', UUID",
        "id, true, in quotes"
    })
    void a_wrong_literal_is_told_with_its_field_and_an_example(String name, String literal, String words) {
        JsonNode answer = service.ask("{ reach(input: {" + name + ": " + literal + "}) { id } }");
        assertThat(code(answer)).isEqualTo("GRAPHQL_VALIDATION_FAILED");
        assertThat(message(answer)).contains("input." + name, words, "such as \"");
    }

    @Test
    void a_wrong_variable_is_told_with_its_path_and_an_example_and_nothing_personal() {
        JsonNode email = reach(Map.of("email", "ada at example"));
        assertThat(code(email)).isEqualTo("GRAPHQL_VALIDATION_FAILED");
        assertThat(field(email)).isEqualTo("input.email");
        assertThat(message(email)).contains("is not an e-mail address such as").doesNotContain("ada at");

        JsonNode phone = reach(Map.of("phones", List.of("+4915112345678", "0151")));
        assertThat(field(phone)).isEqualTo("input.phones.1");
        assertThat(message(phone))
                .contains("phone number with its country code such as")
                .doesNotContain("0151\"");

        assertThat(field(reach(Map.of("id", "no")))).isEqualTo("input.id");
        assertThat(field(reach(Map.of("id", 7)))).isEqualTo("input.id");
    }

    @Test
    void the_path_of_what_is_missing_unknown_or_of_another_scalar_is_told_as_well() {
        assertThat(field(reach(Map.of("worth", Map.of("amount", "1.00"))))).isEqualTo("input.worth.currency");
        assertThat(field(reach(Map.of("worth", Map.of("amount", 1, "currency", "EUR")))))
                .isEqualTo("input.worth.amount");
        assertThat(field(reach(Map.of("worth", Map.of("amount", "1.00", "currency", "euro")))))
                .isEqualTo("input.worth.currency");
        assertThat(field(reach(Map.of("mail", "ada@example.com")))).isEqualTo("input.mail");
        assertThat(field(service.ask("query($id: UUID!) { uuid(id: $id) }"))).isEqualTo("id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Decimal", "CurrencyCode", "Instant", "UUID", "EmailAddress", "PhoneNumber"})
    void each_is_described_with_an_example(String name) {
        JsonNode answer = service.ask("{ __type(name: \"" + name + "\") { kind description } }");
        assertThat(answer.at("/data/__type/kind").asString()).isEqualTo("SCALAR");
        assertThat(answer.at("/data/__type/description").asString()).contains("Example: ");
    }
}
