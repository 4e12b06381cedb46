package dev.coffer.core.stepup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StepUpCoverageTest {

    private static final Set<String> KINDS = Set.of("withdrawal");
    private static final String OWN = " @permission(urn: \"wallet:withdraw:own\")";

    private static GraphQLSchema schema(String field) {
        String types = """
                directive @permission(urn: String!, owner: String) on FIELD_DEFINITION
                directive @public on FIELD_DEFINITION
                directive @stepUp(for: String!, amount: String) on FIELD_DEFINITION
                type Query { a: Int }
                input MoneyInput { amount: String! currency: String! }
                input PayInput { amount: MoneyInput! several: [MoneyInput!]! note: String }
                """;
        return new SchemaGenerator()
                .makeExecutableSchema(
                        new SchemaParser().parse(types + "type Mutation { " + field + " }"),
                        RuntimeWiring.newRuntimeWiring().build());
    }

    private static String problem(String field) {
        return String.join(" ", StepUpCoverage.problems(schema(field), KINDS));
    }

    @Test
    void a_known_kind_with_an_amount_or_without_one_is_right() {
        assertThat(problem("pay(input: PayInput!): Int @stepUp(for: \"withdrawal\", amount: \"input.amount\")" + OWN))
                .isEmpty();
        assertThat(problem("pay(input: PayInput!): Int @stepUp(for: \"withdrawal\")" + OWN))
                .isEmpty();
        assertThat(problem("pay(input: PayInput!): Int" + OWN)).isEmpty();
    }

    @Test
    void a_kind_that_nobody_set_would_demand_nothing() {
        assertThat(problem("pay(input: PayInput!): Int @stepUp(for: \"withdrawals\")" + OWN))
                .isEqualTo("Mutation.pay is of the kind 'withdrawals', of which this service's setting knows nothing.");
    }

    @Test
    void a_path_that_leads_to_no_amount_is_told() {
        for (String path : new String[] {"input.amounts", "input", "input.note", "input.several", "money", "input."}) {
            assertThat(problem(
                            "pay(input: PayInput!): Int @stepUp(for: \"withdrawal\", amount: \"" + path + "\")" + OWN))
                    .isEqualTo("Mutation.pay has no amount of money at '" + path + "'.");
        }
    }

    @Test
    void a_public_field_has_nobody_who_could_step_up() {
        GraphQLSchema wrong = schema("pay(input: PayInput!): Int @stepUp(for: \"withdrawal\") @public");

        assertThatThrownBy(() -> StepUpCoverage.require(wrong, KINDS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Mutation.pay has no @permission");
    }
}
