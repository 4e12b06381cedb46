package dev.coffer.gateway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Fields that are selected several times, under conditions: where they stand in the answer, and how often they are called. */
class ConditionsPlanTest {
    private static final SubgraphsFixture USERS =
            SubgraphsFixture.subgraph("users", """
                    type Query { me: User }
                    type Mutation { rename: User! close: User! }
                    type User @key(fields: "id") { id: ID! name: String! code: String! friend: User }
                    """).and("wallets", """
                    type User @key(fields: "id") { id: ID! balance: Int }
                    """);

    /** The fields of the object at the root's first field, as {@code key when condition}. */
    private static List<String> placesBelowRoot(String query) {
        OutputField root = USERS.plan(query)
                .output()
                .fieldsByType()
                .firstEntry()
                .getValue()
                .getFirst();
        OutputType type = root.type() instanceof OutputType.NonNull nonNull ? nonNull.of() : root.type();
        return ((OutputType.Composite) type)
                .selection().fieldsByType().firstEntry().getValue().stream()
                        .map(field -> field.responseKey() + " " + field.condition())
                        .toList();
    }

    private static List<String> documents(String query) {
        return USERS.plan(query).fetches().stream()
                .map(fetch -> fetch.document().text())
                .toList();
    }

    @Test
    void a_field_stands_at_the_first_place_that_counts() {
        assertThat(placesBelowRoot("query($c: Boolean!) { me { b: name @include(if: $c) id b: name } }"))
                .containsExactly("b $c", "id always", "b !$c");
        assertThat(placesBelowRoot("query($c: Boolean!) { me { b: name id b: name @include(if: $c) } }"))
                .containsExactly("b always", "id always");
        assertThat(
                        placesBelowRoot(
                                "query($c: Boolean!, $d: Boolean!) { me { name @include(if: $c) id name @skip(if: $d) code name @include(if: $c) } }"))
                .containsExactly("name $c", "id always", "name !$c and !$d", "code always");
    }

    @Test
    void what_is_below_keeps_the_order_of_all_its_places() {
        OutputField me = USERS.plan("query($c: Boolean!) { me { name } me @include(if: $c) { code } me { id } }")
                .output()
                .fieldsByType()
                .firstEntry()
                .getValue()
                .getFirst();

        assertThat(((OutputType.Composite) me.type())
                        .selection().fieldsByType().firstEntry().getValue().stream()
                                .map(OutputField::responseKey))
                .containsExactly("name", "code", "id");
    }

    @Test
    void more_conditions_than_can_be_told_apart_leave_the_field_at_its_first_place() {
        StringBuilder query = new StringBuilder("query(");
        StringBuilder selections = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            query.append("$a").append(i).append(": Boolean! $b").append(i).append(": Boolean! ");
            selections
                    .append("... @include(if: $a")
                    .append(i)
                    .append(") { name @skip(if: $b")
                    .append(i)
                    .append(") } ");
        }

        List<String> places = placesBelowRoot(query + ") { me { " + selections + " id } }");

        assertThat(places).hasSize(2);
        assertThat(places.getFirst()).startsWith("name ");
    }

    @Test
    void a_mutation_that_is_selected_twice_is_called_once() {
        assertThat(documents("mutation($c: Boolean!) { rename @include(if: $c) { id } rename { name } close { id } }"))
                .containsExactly(
                        "mutation Unnamed__users__0($c:Boolean!){rename@include(if:$c){id} rename{name} close{id}}");
        assertThat(documents("mutation($c: Boolean!) { rename { name } close { id } rename @include(if: $c) { id } }"))
                .hasSize(1);
        assertThat(documents("mutation($c: Boolean!) { rename @include(if: $c) { balance } rename { name } }"))
                .hasSize(2);
    }

    @Test
    void mutations_whose_order_depends_on_variables_are_refused() {
        PlanResult.Refused refused =
                USERS.refusal("mutation($c: Boolean!) { rename @include(if: $c) { id } close { id } rename { name } }");

        assertThat(refused.reason()).isEqualTo(PlanResult.Reason.PLAN_NOT_POSSIBLE);
        assertThat(refused.coordinate()).isEqualTo("Mutation.rename");
    }
}
