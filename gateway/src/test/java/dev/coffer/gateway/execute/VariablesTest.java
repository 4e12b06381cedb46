package dev.coffer.gateway.execute;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariablesTest {
    private static final GraphQLSchema API =
            UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse("""
                            scalar Decimal
                            enum Currency { EUR USD }
                            input Money { amount: Decimal! currency: Currency! note: String = "x" }
                            input By @oneOf { id: ID email: String }
                            type Query { x(m: Money, l: [Int!], b: By): String }
                            """));

    @Test
    void good_values_stay_as_they_came_and_defaults_are_filled_in() throws InvalidJson {
        assertThat(coerce(
                        "($m: Money!, $n: Int = 7, $o: String, $e: [Currency!] = [USD])",
                        "{\"m\":{\"amount\":\"10.10\",\"currency\":\"EUR\"},\"other\":1}"))
                .isEqualTo("{\"m\":{\"amount\":\"10.10\",\"currency\":\"EUR\"},\"n\":7,\"e\":[\"USD\"]}");
        assertThat(coerce("($d: Decimal, $l: [Int!], $i: ID)", "{\"d\":1.10,\"l\":2,\"i\":3}"))
                .isEqualTo("{\"d\":1.10,\"l\":2,\"i\":3}");
        assertThat(coerce("($o: String)", "{\"o\":null}")).isEqualTo("{\"o\":null}");
    }

    @Test
    void every_wrong_value_is_told_with_its_place() throws InvalidJson {
        assertThat(coerce("($m: Money!)", "{}")).contains("Variable $m is required");
        assertThat(coerce("($m: Money!)", "{\"m\":null}")).contains("$m is null");
        assertThat(coerce("($m: Money!)", "{\"m\":{\"currency\":\"GBP\",\"sum\":1}}"))
                .contains("$m.sum is unknown")
                .contains("$m.amount is required")
                .contains("$m.currency has to be the name of a value of Currency");
        assertThat(coerce("($l: [Int!])", "{\"l\":[1,\"2\",null]}")).contains("$l[1] is no Int", "$l[2] is null");
        assertThat(coerce("($l: [Int!])", "{\"l\":[2147483648]}")).contains("$l[0] is no Int");
        assertThat(coerce("($l: [Int!])", "{\"l\":[1.0]}")).contains("$l[0] is no Int");
        assertThat(coerce("($b: By)", "{\"b\":{\"id\":1,\"email\":\"x\"}}")).contains("exactly one field");
    }

    private static String coerce(String definitions, String values) throws InvalidJson {
        List<VariableDefinition> parsed = Parser.parse("query " + definitions + " { x }")
                .getFirstDefinitionOfType(OperationDefinition.class)
                .orElseThrow()
                .getVariableDefinitions();
        JsonObject given = (JsonObject) JsonScanner.read(values.getBytes(StandardCharsets.UTF_8));
        return switch (Variables.coerce(parsed, API, given)) {
            case Variables.Result.Coerced coerced -> {
                JsonBuffer out = new JsonBuffer(16);
                coerced.values().writeTo(out);
                yield out.toText();
            }
            case Variables.Result.Invalid invalid -> invalid.errors().toString();
        };
    }
}
