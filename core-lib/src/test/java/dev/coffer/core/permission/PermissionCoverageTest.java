package dev.coffer.core.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import org.junit.jupiter.api.Test;

class PermissionCoverageTest {

    private static GraphQLSchema schema(String types) {
        return new SchemaGenerator()
                .makeExecutableSchema(
                        new SchemaParser()
                                .parse("directive @permission(urn: String!, owner: String) on FIELD_DEFINITION\n"
                                        + "directive @public on FIELD_DEFINITION\n"
                                        + "directive @key(fields: String!) repeatable on OBJECT\n" + types),
                        RuntimeWiring.newRuntimeWiring().build());
    }

    @Test
    void root_fields_of_all_three_kinds_need_a_decision() {
        GraphQLSchema schema = schema("""
                type Query { a: Int b: Int @public c: Int @permission(urn: "wallet:read:own") }
                type Mutation { d: Int }
                type Subscription { e: Int }
                """);

        assertThat(PermissionCoverage.undecided(schema)).containsExactly("Query.a", "Mutation.d", "Subscription.e");
        assertThatThrownBy(() -> PermissionCoverage.require(schema))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Query.a");
    }

    @Test
    void fields_of_an_entity_need_a_decision_but_for_its_keys_and_those_of_other_types_do_not() {
        GraphQLSchema schema = schema("""
                type Query { a: Thing @public }
                type Thing @key(fields: "id") @key(fields: "sku, maker") {
                    id: ID! sku: ID! maker: String secret: String price: Int @permission(urn: "wallet:read:own")
                    part: Part @public
                }
                type Part { name: String }
                """);

        assertThat(PermissionCoverage.undecided(schema)).containsExactly("Thing.secret");
    }

    @Test
    void a_key_inside_an_object_leaves_the_object_and_the_entitys_own_field_of_that_name_undecided() {
        GraphQLSchema schema = schema("""
                type Query { a: Int @public }
                type Thing @key(fields: "sku owner { email address { street } } maker") {
                    sku: ID! maker: ID! owner: Owner! email: String street: String
                }
                type Owner { email: String! balance: Int address: Address }
                type Address { street: String }
                """);

        assertThat(PermissionCoverage.undecided(schema))
                .containsExactlyInAnyOrder("Thing.owner", "Thing.email", "Thing.street");
    }
}
