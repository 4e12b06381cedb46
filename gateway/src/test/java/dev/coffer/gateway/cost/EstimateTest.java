package dev.coffer.gateway.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.gateway.compose.Composer;
import dev.coffer.gateway.compose.Composition;
import dev.coffer.gateway.compose.SubgraphSdl;
import dev.coffer.gateway.compose.Supergraph;
import dev.coffer.gateway.execute.JsonObject;
import dev.coffer.gateway.execute.JsonScalar;
import dev.coffer.gateway.plan.Planner;
import graphql.language.Document;
import graphql.parser.Parser;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {
    private static final int USUAL = 10;
    private static final Supergraph SCHEMA = compose("""
            extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@cost", "@listSize"])
            type Query {
              user: User
              leaf: Int
              dear: Int @cost(weight: 9)
              plain: [User]
              numbers: [Int]
              ten(first: Int = 7): [User] @listSize(assumedSize: 3, slicingArguments: ["first"], requireOneSlicingArgument: false)
              one(first: Int, last: Int): [User] @listSize(slicingArguments: ["first", "last"])
              page(size: Int): Page @listSize(slicingArguments: ["size"], sizedFields: ["items"])
              users(first: Int, last: Int): UserConnection
              any: Any
              node: Node
              find(where: Where, all: [Where], tag: String @cost(weight: 4)): User
            }
            type Mutation { go: User }
            type Subscription { changed: User }
            type User implements Node { id: ID! friend: User friends: [User] heavy: Heavy rich: Rich }
            type Heavy implements Node @cost(weight: 20) { id: ID! }
            interface Node { id: ID! }
            union Any = User | Heavy
            scalar Rich @cost(weight: 2)
            type Page { items: [User] others: [User] }
            type UserConnection { edges: [Edge] nodes: [User] total: Int }
            type Edge { node: User }
            input Where { name: String @cost(weight: 5) deeper: Where other: Int }
            """);

    private static Supergraph compose(String sdl) {
        if (!(Composer.compose(List.of(new SubgraphSdl("a", "http://a", sdl))) instanceof Composition.Composed done)) {
            throw new AssertionError("does not compose");
        }
        return done.supergraph();
    }

    private static OperationCost estimate(String query) {
        Document document = Parser.parse(query);
        return Estimate.of(SCHEMA, USUAL, document, Objects.requireNonNull(Planner.operation(document, null)));
    }

    private static long cost(String query, JsonObject variables) {
        return estimate(query) instanceof OperationCost.Known known ? known.of(variables) : -1;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { leaf __typename }                                            | 0
            { dear }                                                       | 9
            { user { id } }                                                | 1
            { user { friend { friend { id } } } }                          | 3
            { user { rich heavy { id } } }                                 | 23
            { plain { id } }                                               | 10
            { numbers }                                                    | 0
            { plain { friends { id } } }                                   | 110
            { ten { id } }                                                 | 7
            { ten(first: 40) { id } }                                      | 40
            { ten(first: -3) { id } }                                      | 0
            { ten(first: null) { id } }                                    | 7
            { ten(first: 99999999999999) { id } }                          | 2147483647
            { one(last: 2) { id } }                                        | 2
            { page(size: 3) { items { id } others { id } } }               | 14
            { users { nodes { id } } }                                     | 11
            { users(first: 100) { nodes { id } edges { node { id } } } }   | 301
            { users(first: 100) { ... on UserConnection { nodes { id } } } } | 101
            { users(first: 2) { ...F } } fragment F on UserConnection { nodes { friends { id } } } | 23
            { any { __typename } }                                         | 20
            { any { ... on User { friend { id } } } }                      | 21
            { node { id } }                                                | 20
            { find(tag: "x") { id } }                                      | 5
            { find(where: { name: "x", deeper: { name: "y", other: 1 } }) { id } } | 11
            { find(all: [{ name: "x" }, { name: "y" }, { other: 1 }]) { id } } | 11
            { find(where: { name: null }) { id } }                         | 1
            mutation { go { id } }                                         | 11
            subscription { changed { id } }                                | 1
            """)
    void each_field_costs_its_weight_as_often_as_it_may_come(String query, long cost) {
        assertThat(estimate(query))
                .isInstanceOfSatisfying(
                        OperationCost.Known.class,
                        known -> assertThat(known.isFixed()).isTrue());
        assertThat(cost(query, new JsonObject())).isEqualTo(cost);
    }

    @Test
    void sizes_and_inputs_that_variables_give_are_told_for_each_request() {
        String query = "query Q($n: Int, $w: Where) { ten(first: $n) { friends { id } } find(where: $w) { id } }";
        JsonObject few = new JsonObject();
        few.put("n", JsonScalar.ofLiteral("2"));
        JsonObject where = new JsonObject();
        where.put("name", JsonScalar.ofText("x"));
        JsonObject deeper = new JsonObject();
        deeper.put("name", JsonScalar.ofText("y"));
        where.put("deeper", deeper);
        JsonObject many = new JsonObject();
        many.put("n", JsonScalar.ofLiteral("1000"));
        many.put("w", where);

        assertThat(estimate(query))
                .isInstanceOfSatisfying(
                        OperationCost.Known.class,
                        known -> assertThat(known.isFixed()).isFalse());
        assertThat(cost(query, few)).isEqualTo(2 * 11 + 1);
        assertThat(cost(query, many)).isEqualTo(1_000 * 11 + 1 + 10);
        assertThat(cost(query, new JsonObject())).isEqualTo(7 * 11 + 1);
    }

    @Test
    void a_list_that_needs_one_argument_is_refused_without_it_and_with_two() {
        for (String query :
                List.of("{ one { id } }", "{ one(first: 1, last: 1) { id } }", "{ page { items { id } } }")) {
            assertThat(estimate(query))
                    .isInstanceOfSatisfying(
                            OperationCost.Refused.class,
                            refused -> assertThat(refused.why()).contains("exactly one of the arguments"));
        }
    }

    @Test
    void a_cost_beyond_counting_is_more_than_any_limit() {
        String query = "{ plain ".repeat(1) + "{ friends ".repeat(60) + "{ id } " + "} ".repeat(61);

        assertThat(cost(query, new JsonObject())).isEqualTo(Term.MOST);
        assertThat(new CostLimits(Long.MAX_VALUE / 4, 1).objection(Term.MOST)).isNull();
        assertThat(CostLimits.DEFAULT.objection(Term.MOST)).contains("200000");
        assertThat(new CostLimits(0, 1).objection(Term.MOST)).isNull();
    }
}
