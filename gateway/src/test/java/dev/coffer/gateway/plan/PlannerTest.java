package dev.coffer.gateway.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import graphql.language.Document;
import graphql.parser.Parser;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final SubgraphsFixture COFFER = SubgraphsFixture.subgraph("auth", """
                    type Query { me: User! user(id: ID!): User }
                    type User @key(fields: "id") { id: ID! name: String! }
                    """)
            .and("payment", """
                    type Query { wallet(id: ID!): Wallet }
                    type User @key(fields: "id") { id: ID! wallets: [Wallet!]! }
                    type Wallet @key(fields: "id") { id: ID! balance: Money! owner: User! }
                    type Money @shareable { amount: String! currency: String! }
                    """)
            .and("bonus", """
                    type User @key(fields: "id") { id: ID! bonuses: [Bonus!]! }
                    type Bonus { id: ID! amount: Money! }
                    type Money @shareable { amount: String! currency: String! }
                    """)
            .and("notification", """
                    type User @key(fields: "id") { id: ID! inbox(first: Int): [String!]! }
                    """)
            .and("kyc", """
                    type User @key(fields: "id") { id: ID! kyc: Kyc }
                    type Kyc { tier: Int! }
                    """);

    private static List<String> texts(Plan plan) {
        return plan.fetches().stream().map(fetch -> fetch.document().text()).toList();
    }

    private static List<OutputField> rootFields(Plan plan) {
        return plan.output().fieldsByType().getOrDefault("Query", List.of());
    }

    @Test
    void a_query_of_one_subgraph_is_one_call() {
        Plan plan = COFFER.plan("query Who($id: ID!) { user(id: $id) { name ident: id } }");

        assertThat(texts(plan)).containsExactly("query Who__auth__0($id:ID!){user(id:$id){name ident:id}}");
        assertThat(plan.fetches().getFirst().document().variables())
                .containsExactly(new FetchDocument.Variable("id", "id"));
    }

    @Test
    void entities_of_several_services_are_fetched_in_parallel_after_one_call() {
        Plan plan = COFFER.plan("""
                query Home($n: Int) { me { name wallets { balance { amount } } bonuses { id } inbox(first: $n) kyc { tier } } }
                """);

        assertThat(PlanText.print(plan)).isEqualTo("""
                query plan: 5 calls in 2 stages, cost 5011
                stage 1
                  #0 auth
                        query Home__auth__0 {
                          me {
                            name
                            id
                          }
                        }
                stage 2 (4 in parallel)
                  #1 payment: _entities of User{id} at /me, after #0
                        query Home__payment__1($representations: [_Any!]!) {
                          _entities(representations: $representations) {
                            ... on User {
                              wallets {
                                balance {
                                  amount
                                }
                              }
                            }
                          }
                        }
                  #2 bonus: _entities of User{id} at /me, after #0
                        query Home__bonus__2($representations: [_Any!]!) {
                          _entities(representations: $representations) {
                            ... on User {
                              bonuses {
                                id
                              }
                            }
                          }
                        }
                  #3 notification: _entities of User{id} at /me, after #0
                        query Home__notification__3($representations: [_Any!]!, $n: Int) {
                          _entities(representations: $representations) {
                            ... on User {
                              inbox(first: $n)
                            }
                          }
                        }
                  #4 kyc: _entities of User{id} at /me, after #0
                        query Home__kyc__4($representations: [_Any!]!) {
                          _entities(representations: $representations) {
                            ... on User {
                              kyc {
                                tier
                              }
                            }
                          }
                        }
                """);
    }

    @Test
    void a_nested_entity_is_fetched_below_lists() {
        Plan plan = COFFER.plan("{ wallet(id: 1) { owner { wallets { owner { name } } } } }");

        assertThat(texts(plan))
                .containsExactly(
                        "query Unnamed__payment__0{wallet(id:1){owner{wallets{owner{id}}}}}",
                        "query Unnamed__auth__1($representations:[_Any!]!){_entities(representations:$representations)"
                                + "{...on User{name}}}");
        assertThat(plan.fetches().get(1).entityCalls().getFirst().paths()).hasToString("[/wallet.owner.wallets.owner]");
    }

    @Test
    void an_operation_is_found_by_name() {
        String query = "query A { me { id } } query B { me { name } }";

        assertThat(COFFER.refusal(query).reason()).isEqualTo(PlanResult.Reason.OPERATION_NOT_FOUND);
        assertThat(COFFER.planner().plan(Parser.parse(query), "B")).isInstanceOf(PlanResult.Planned.class);
        assertThat(COFFER.planner().plan(Parser.parse(query), "C"))
                .isInstanceOfSatisfying(
                        PlanResult.Refused.class,
                        refused -> assertThat(refused.message()).contains("named C"));
    }

    @Test
    void typename_alone_still_asks_whether_the_object_is_there() {
        assertThat(texts(COFFER.plan("{ user(id: 1) { kind: __typename } }")))
                .containsExactly("query Unnamed__auth__0{user(id:1){__typename}}");
        assertThat(COFFER.plan("{ __typename }").fetches()).isEmpty();
    }

    @Test
    void typename_at_each_level_is_printed_without_being_asked() {
        Plan plan =
                COFFER.plan("{ __typename me { t: __typename wallets { __typename balance { __typename amount } } } }");

        assertThat(texts(plan).get(1)).endsWith("{...on User{wallets{balance{amount}}}}}");
        assertThat(rootFields(plan).getFirst().source()).isEqualTo(OutputField.Source.TYPENAME);
    }

    @Test
    void introspection_is_left_to_the_gateway() {
        Plan plan = COFFER.plan("""
                query Q($n: Boolean!, $id: ID!) { ...F user(id: $id) { ...G } s: __schema { queryType { ...T @include(if: $n) } } }
                fragment F on Query { __type(name: "User") { ...T } me { id } }
                fragment G on User { name }
                fragment T on __Type { name }
                """);

        assertThat(texts(plan)).containsExactly("query Q__auth__0($id:ID!){me{id} user(id:$id){name}}");
        assertThat(String.valueOf(plan.introspection()))
                .contains("__schema", "__type", "$n", "fragment T")
                .doesNotContain("me{", "fragment G", "$id");
        assertThat(rootFields(plan))
                .extracting(OutputField::responseKey, OutputField::source)
                .containsExactly(
                        tuple("__type", OutputField.Source.INTROSPECTION),
                        tuple("me", OutputField.Source.RESPONSE),
                        tuple("user", OutputField.Source.RESPONSE),
                        tuple("s", OutputField.Source.INTROSPECTION));
    }

    @Test
    void fragments_are_inlined_and_equal_fields_merged() {
        Plan plan = COFFER.plan("""
                { me { ...A ... on User { name wallets { id } } ... { name } } }
                fragment A on User { wallets { balance { amount } } name }
                """);

        assertThat(texts(plan).getFirst()).isEqualTo("query Unnamed__auth__0{me{id name}}");
        assertThat(texts(plan).get(1)).endsWith("{...on User{wallets{balance{amount} id}}}}");
    }

    @Test
    void a_client_variable_named_representations_does_not_clash() {
        Plan plan = COFFER.plan("query($representations: Int) { me { inbox(first: $representations) } }");

        assertThat(plan.fetches().get(1).document().text())
                .isEqualTo("query Unnamed__notification__1($representations_1:[_Any!]!,$representations:Int)"
                        + "{_entities(representations:$representations_1)"
                        + "{...on User{inbox(first:$representations)}}}");
        assertThat(plan.fetches().get(1).entityCalls().getFirst().variable()).isEqualTo("representations_1");
    }

    @Test
    void a_key_whose_name_the_client_uses_for_something_else_gets_an_alias() {
        Plan plan = COFFER.plan("{ me { id: name wallets { id: __typename } } }");

        assertThat(texts(plan).getFirst()).isEqualTo("query Unnamed__auth__0{me{id:name __a0:id}}");
        RepresentationField key = plan.fetches()
                .get(1)
                .entityCalls()
                .getFirst()
                .representations()
                .getFirst()
                .fields()
                .getFirst();
        assertThat(key.name()).isEqualTo("id");
        assertThat(key.key()).isEqualTo("__a0");
    }

    @Test
    void an_alias_that_looks_internal_is_replaced_inside() {
        Plan plan = COFFER.plan("{ me { __typename: name __a0: id } }");

        assertThat(texts(plan)).containsExactly("query Unnamed__auth__0{me{__a0:name __a1:id}}");
    }

    @Test
    void conditions_stay_in_documents_and_skip_calls_that_nobody_wants() {
        Plan plan = COFFER.plan("""
                query($w: Boolean!, $k: Boolean!) {
                  me { name @skip(if: true) wallets @include(if: $w) { id } kyc @skip(if: $k) { tier } bonuses { id @include(if: $w) } }
                }
                """);

        assertThat(plan.fetches())
                .extracting(Fetch::subgraph, fetch -> fetch.condition().toString())
                .containsExactly(
                        tuple("auth", "always"), tuple("payment", "$w"), tuple("kyc", "!$k"), tuple("bonus", "always"));
        assertThat(texts(plan).get(1))
                .contains("($representations:[_Any!]!,$w:Boolean!)", "wallets@include(if:$w){id}");
        assertThat(texts(plan).get(3)).contains("bonuses{__typename id@include(if:$w)}");
    }

    @Test
    void one_field_under_two_conditions_counts_if_either_holds() {
        Plan plan = COFFER.plan("""
                query($a: Boolean!, $b: Boolean!) {
                  me @include(if: $a) { name } me @include(if: $b) { id } me @include(if: $a) { wallets { id } }
                }
                """);

        OutputField me = rootFields(plan).getFirst();
        assertThat(me.condition()).hasToString("$a or $b");
        assertThat(plan.fetches())
                .extracting(fetch -> fetch.condition().toString())
                .containsExactly("$a or $b", "$a");
    }

    @Test
    void two_conditions_of_one_kind_are_nested() {
        assertThat(texts(COFFER.plan("query($a:Boolean!,$b:Boolean!){me{id ...@include(if:$a){name@include(if:$b)}}}")))
                .containsExactly("query Unnamed__auth__0($a:Boolean!,$b:Boolean!)"
                        + "{me{id ...@include(if:$b){name@include(if:$a)}}}");
    }

    @Test
    void equal_plans_come_from_the_cache() {
        Planner planner = COFFER.planner();
        Document document = Parser.parse("{ me { id } }");

        assertThat(planner.cached("hash", null)).isNull();
        PlanResult first = planner.plan("hash", null, document);

        assertThat(planner.plan("hash", null, document)).isSameAs(first);
        assertThat(planner.cached("hash", null)).isSameAs(first);
        assertThat(planner.cached("hash", "Other")).isNull();
    }

    @Test
    void a_variable_of_a_condition_that_is_written_nowhere_is_not_declared() {
        Plan plan = SubgraphsFixture.subgraph("a", "type Query { product: Product } type Product { id: ID! }")
                .plan("query Q($a: Boolean!, $b: Boolean!) {"
                        + " product { id @include(if: $a) ... @include(if: $a) { id @include(if: $b) } } }");

        assertThat(plan.fetches().getFirst().document().text())
                .startsWith("query Q__a__0($a:Boolean!){")
                .doesNotContain("$b");
    }

    @Test
    void a_field_under_a_condition_and_without_one_asks_for_its_runtime_type_both_times() {
        Plan plan = SubgraphsFixture.subgraph("a", """
                        type Query { node: Node }
                        interface Node { id: ID! }
                        type Product implements Node { id: ID! }
                        """)
                .plan(
                        "query Q($a: Boolean!) { node @include(if: $a) { ... on Product { kind: __typename } } node { id } }");

        assertThat(plan.fetches().getFirst().document().text()).contains("node{__typename id}");
    }
}
