package dev.coffer.core.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnerPathsTest {

    private static GraphQLSchema schema(String field) {
        return new SchemaGenerator()
                .makeExecutableSchema(
                        new SchemaParser()
                                .parse(
                                        "directive @permission(urn: String!, owner: String) on FIELD_DEFINITION\n"
                                                + "type Query { " + field + " }\n"
                                                + "input Inner { userId: ID! ids: [ID!]! }\n"
                                                + "input Outer { userId: ID! inner: Inner! list: [Inner!]! }\n"
                                                + "type Thing { mine: Int @permission(urn: \"wallet:read:own\", owner: \"source\") }"),
                        RuntimeWiring.newRuntimeWiring().build());
    }

    private static List<String> problems(String owner, String target) {
        return OwnerPaths.problems(schema("wallet(userId: ID, input: Outer, ids: [ID!]): Thing"
                + " @permission(urn: \"wallet:read:" + target + "\", owner: \"" + owner + "\")"));
    }

    @Test
    void a_path_to_a_value_is_right_however_deep_it_leads() {
        assertThat(problems("userId", "own")).isEmpty();
        assertThat(problems("input.userId", "own")).isEmpty();
        assertThat(problems("input.inner.userId", "own")).isEmpty();
        assertThat(problems("", "own")).isEmpty();
        assertThat(problems("", "all")).isEmpty();
    }

    @Test
    void a_path_that_leads_nowhere_names_the_field_the_path_and_the_step_that_is_missing() {
        assertThat(problems("input.userID", "own"))
                .containsExactly(
                        "The owner 'input.userID' of Query.wallet does not exist: Outer has no field 'userID'.");
        assertThat(problems("inputs.userId", "own"))
                .containsExactly(
                        "The owner 'inputs.userId' of Query.wallet does not exist: the field has no argument 'inputs'.");
        assertThat(problems("userId.id", "own"))
                .containsExactly("The owner 'userId.id' of Query.wallet does not exist: 'userId' has no fields.");
        assertThat(problems("input.list.userId", "own"))
                .containsExactly("The owner 'input.list.userId' of Query.wallet does not exist: 'list' has no fields.");
        assertThat(problems("input.", "own"))
                .containsExactly("The owner 'input.' of Query.wallet does not exist: Outer has no field ''.");
    }

    @Test
    void a_path_to_something_that_is_no_single_id_is_wrong() {
        assertThat(problems("ids", "own"))
                .containsExactly("The owner 'ids' of Query.wallet is no single id but [ID!].");
        assertThat(problems("input.inner", "own"))
                .containsExactly("The owner 'input.inner' of Query.wallet is no single id but Inner!.");
        assertThat(problems("input.inner.ids", "own"))
                .containsExactly("The owner 'input.inner.ids' of Query.wallet is no single id but [ID!]!.");
    }

    @Test
    void a_root_field_has_no_parent_and_a_permission_for_all_no_owner() {
        assertThat(problems("source", "own"))
                .containsExactly("The owner 'source' of Query.wallet is the parent object, and a root field has none.");
        assertThat(problems("userId", "all"))
                .containsExactly("The owner 'userId' of Query.wallet says nothing: the permission is for all,"
                        + " whose it may be.");
    }

    @Test
    void the_start_is_refused_with_all_of_them() {
        GraphQLSchema schema = schema("a(x: ID): Int @permission(urn: \"w:r:own\", owner: \"y\")"
                + " b(x: ID): Int @permission(urn: \"w:r:own\", owner: \"z\")");
        assertThatThrownBy(() -> OwnerPaths.require(schema))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Query.a")
                .hasMessageContaining("Query.b");
    }
}
