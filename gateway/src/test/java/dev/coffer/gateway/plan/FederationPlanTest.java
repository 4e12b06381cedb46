package dev.coffer.gateway.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

/** One small federation for each rule of planning; documents are compared without their names and representations. */
class FederationPlanTest {

    /** {@code subgraph {selection}} of each call, with the numbers of the calls that it waits for. */
    private static List<String> calls(Plan plan) {
        return plan.fetches().stream()
                .map(fetch -> fetch.subgraph() + fetch.dependsOn() + " "
                        + fetch.document()
                                .text()
                                .replaceFirst("^(query|mutation|subscription) [^{]*", "")
                                .replaceFirst("^\\{_entities\\(representations:\\$representations\\)(.*)\\}$", "$1"))
                .toList();
    }

    private static Representation input(Plan plan, int fetch) {
        return plan.fetches()
                .get(fetch)
                .entityCalls()
                .getFirst()
                .representations()
                .getFirst();
    }

    @Test
    void a_key_that_only_a_third_subgraph_knows_is_fetched_from_there_first() {
        Plan plan =
                SubgraphsFixture.subgraph("a", """
                        type Query { product: Product }
                        type Product @key(fields: "id") { id: ID! }
                        """).and("b", """
                        type Product @key(fields: "id") @key(fields: "sku") { id: ID! sku: String! }
                        """).and("c", """
                        type Product @key(fields: "sku") { sku: String! price: Int }
                        """).plan("{ product { price } }");

        assertThat(calls(plan))
                .containsExactly("a[] {product{id}}", "b[0] {...on Product{sku}}", "c[1] {...on Product{price}}");
        assertThat(plan.fetches().get(2).entityCalls().getFirst().paths()).hasToString("[/product]");
    }

    @Test
    void a_chain_of_requirements_goes_back_and_forth_between_subgraphs() {
        Plan plan = SubgraphsFixture.subgraph("a", """
                        type Query { product: Product }
                        type Product @key(fields: "id") { id: ID! price: Int affordable: Boolean @external fits: Boolean @requires(fields: "affordable") }
                        """).and("b", """
                        type Product @key(fields: "id") { id: ID! price: Int @external affordable: Boolean @requires(fields: "price") }
                        """).plan("{ product { fits } }");

        assertThat(calls(plan))
                .containsExactly(
                        "a[] {product{id price}}", "b[0] {...on Product{affordable}}", "a[1] {...on Product{fits}}");
        assertThat(input(plan, 2).fields())
                .extracting(RepresentationField::name, RepresentationField::role)
                .containsExactly(
                        tuple("id", RepresentationField.Role.KEY),
                        tuple("affordable", RepresentationField.Role.REQUIRES));
    }

    @Test
    void a_plain_field_joins_the_call_with_requirements() {
        Plan plan = SubgraphsFixture.subgraph("a", """
                        type Query { product: Product }
                        type Product @key(fields: "id") { id: ID! price: Int }
                        """).and("b", """
                        type Product @key(fields: "id") { id: ID! stock: Int price: Int @external cost: Int @requires(fields: "price") }
                        """).plan("{ product { stock cost } }");

        assertThat(calls(plan))
                .containsExactly(
                        "a[] {product{id price}}", "b[0] {...on Product{stock}}".replace("stock}", "stock cost}"));
    }

    @Test
    void one_field_required_with_different_arguments_takes_two_calls() {
        Plan plan = SubgraphsFixture.subgraph("a", """
                        type Query { product: Product }
                        type Product @key(fields: "id") { id: ID! price(currency: String): Int }
                        """)
                .and("b", """
                        type Product @key(fields: "id") {
                          id: ID! price(currency: String): Int @external
                          usd: Int @requires(fields: "price(currency: \\"USD\\")")
                          eur: Int @requires(fields: "price(currency: \\"EUR\\")")
                        }
                        """)
                .plan("{ product { price(currency: \"GBP\") usd eur } }");

        assertThat(calls(plan).getFirst())
                .isEqualTo("a[] {product{price(currency:\"GBP\") id __a0:price(currency:\"USD\")"
                        + " __a1:price(currency:\"EUR\")}}");
        assertThat(calls(plan).subList(1, 3)).containsExactly("b[0] {...on Product{usd}}", "b[0] {...on Product{eur}}");
        assertThat(input(plan, 2).fields().get(1)).satisfies(price -> {
            assertThat(price.name()).isEqualTo("price");
            assertThat(price.key()).isEqualTo("__a1");
        });
    }

    @Test
    void a_provided_field_needs_no_call_where_it_is_provided() {
        SubgraphsFixture fixture = SubgraphsFixture.subgraph("a", """
                        type Query { review: Review latest: Review @provides(fields: "author { name }") }
                        type Review { author: User }
                        type User @key(fields: "id") { id: ID! name: String @external }
                        """)
                .and("b", "type User @key(fields: \"id\") { id: ID! name: String @shareable }");

        assertThat(calls(fixture.plan("{ latest { author { name } } }"))).containsExactly("a[] {latest{author{name}}}");
        assertThat(calls(fixture.plan("{ review { author { name } } }")))
                .containsExactly("a[] {review{author{id}}}", "b[0] {...on User{name}}");
    }

    @Test
    void an_overridden_field_is_not_asked_of_its_old_owner() {
        SubgraphsFixture fixture = SubgraphsFixture.subgraph("old", """
                        type Query { user: User }
                        type User @key(fields: "id") { id: ID! name: String }
                        """)
                .and("new", "type User @key(fields: \"id\") { id: ID! name: String @override(from: \"old\") }");

        assertThat(calls(fixture.plan("{ user { name } }")))
                .containsExactly("old[] {user{id}}", "new[0] {...on User{name}}");
    }

    @Test
    void a_type_without_key_is_put_together_from_every_root_that_gives_a_part() {
        Plan plan = SubgraphsFixture.subgraph("a", """
                        type Query { info: Info @shareable }
                        type Info { name: String }
                        """).and("b", """
                        type Query { info: Info @shareable }
                        type Info { size: Int }
                        """).plan("{ info { name size } }");

        assertThat(calls(plan)).containsExactly("a[] {info{name}}", "b[] {info{size}}");
    }

    @Test
    void an_object_without_key_is_reached_again_through_its_parent() {
        Plan plan = SubgraphsFixture.subgraph("a", """
                        type Query { product: Product }
                        type Product @key(fields: "id") { id: ID! size: Size @shareable }
                        type Size { width: Int }
                        """).and("b", """
                        type Product @key(fields: "id") { id: ID! size: Size @shareable }
                        type Size { height: Int }
                        """).plan("{ product { size { width height } } }");

        assertThat(calls(plan)).containsExactly("a[] {product{size{width} id}}", "b[0] {...on Product{size{height}}}");
    }

    private static final SubgraphsFixture MEDIA =
            SubgraphsFixture.subgraph("a", """
                    type Query { media: [Media] any: [Any] }
                    interface Media { id: ID! title: String }
                    union Any = Book | Movie
                    type Book implements Media @key(fields: "id") { id: ID! title: String @external author: Author }
                    type Movie implements Media @key(fields: "id") { id: ID! title: String director: Author }
                    type Author @key(fields: "id") { id: ID! }
                    """).and("b", """
                    type Book @key(fields: "id") { id: ID! title: String }
                    type Author @key(fields: "id") { id: ID! name: String! }
                    type Movie @key(fields: "id") { id: ID! length: Int! }
                    """);

    @Test
    void an_interface_field_that_one_type_has_elsewhere_is_asked_by_type() {
        Plan plan = MEDIA.plan("{ media { id title } }");

        assertThat(calls(plan))
                .containsExactly("a[] {media{id ...on Movie{title} __typename}}", "b[0] {...on Book{title}}");
        assertThat(plan.fetches().get(1).entityCalls().getFirst().paths()).hasToString("[/media on Book]");
        assertThat(input(plan, 1).onTypes()).containsExactly("Book");
    }

    @Test
    void fragments_on_types_of_one_place_share_one_call() {
        Plan plan = MEDIA.plan("{ any { ... on Book { title } ... on Movie { length } } }");

        assertThat(calls(plan))
                .containsExactly(
                        "a[] {any{__typename ...on Book{id} ...on Movie{id}}}",
                        "b[0] {...on Book{title} ...on Movie{length}}");
        assertThat(plan.fetches().get(1).entityCalls().getFirst().representations())
                .extracting(Representation::typename)
                .containsExactly("Book", "Movie");
    }

    @Test
    void objects_below_types_are_found_by_paths_with_types() {
        Plan plan = MEDIA.plan(
                "{ media { ... on Book { who: author { name } } ... on Movie { who: director { name } } } }");

        assertThat(calls(plan))
                .containsExactly(
                        "a[] {media{__typename ...on Book{who:author{id}} ...on Movie{who:director{id}}}}",
                        "b[0] {...on Author{name}}");
        assertThat(plan.fetches().get(1).entityCalls().getFirst().paths())
                .hasToString("[/media on Book.who, /media on Movie.who]");
    }

    @Test
    void the_output_of_an_interface_depends_on_the_runtime_type() {
        Plan plan = MEDIA.plan("{ media { kind: __typename ... on Movie { length } } }");

        OutputField media = plan.output().fieldsByType().firstEntry().getValue().getFirst();
        assertThat(media.type())
                .isInstanceOfSatisfying(
                        OutputType.ListOf.class,
                        list -> assertThat(list.of()).isInstanceOfSatisfying(OutputType.Composite.class, media1 -> {
                            OutputSelection selection = media1.selection();
                            assertThat(selection.byTypename()).isTrue();
                            assertThat(selection.fieldsByType().get("Book")).hasSize(1);
                            assertThat(selection.fieldsByType().get("Movie")).hasSize(2);
                        }));
    }

    @Test
    void members_whose_types_differ_in_a_subgraph_do_not_share_a_key() {
        Plan plan = SubgraphsFixture.subgraph("a", """
                        type Query { all: [Thing] }
                        union Thing = Left | Right
                        type Left { size: Int! }
                        type Right { size: Int }
                        """).plan("{ all { ... on Left { size } ... on Right { size } } }");

        assertThat(calls(plan)).containsExactly("a[] {all{__typename ...on Left{size} ...on Right{__a0:size}}}");
    }

    private static final SubgraphsFixture ACCOUNTS =
            SubgraphsFixture.subgraph("owner", """
                    type Query { accounts: [Account] }
                    interface Account @key(fields: "id") { id: ID! }
                    type Admin implements Account @key(fields: "id") { id: ID! level: Int }
                    type Guest implements Account @key(fields: "id") { id: ID! }
                    """).and("names", """
                    type Query { named: [Account] }
                    type Account @key(fields: "id") @interfaceObject { id: ID! name: String }
                    """);

    @Test
    void an_interface_object_gives_its_field_for_all_types_at_once() {
        Plan plan = ACCOUNTS.plan("{ accounts { name } }");

        assertThat(calls(plan)).containsExactly("owner[] {accounts{id}}", "names[0] {...on Account{name}}");
        assertThat(input(plan, 1).typename()).isEqualTo("Account");
        assertThat(input(plan, 1).onTypes()).isEmpty();
    }

    @Test
    void the_owner_of_an_interface_tells_the_types_of_an_interface_object() {
        Plan plan = ACCOUNTS.plan("{ named { name ... on Admin { level } } }");

        assertThat(calls(plan))
                .containsExactly("names[] {named{id name}}", "owner[0] {...on Account{__typename ...on Admin{level}}}");
    }

    @Test
    void mutations_run_one_after_the_other_with_all_that_follows_from_each() {
        Plan plan = SubgraphsFixture.subgraph("a", """
                        type Query { q: Int }
                        type Mutation { add: Product drop: Product count: Int }
                        type Product @key(fields: "id") { id: ID! }
                        """)
                .and("b", """
                        type Mutation { other: Int }
                        type Product @key(fields: "id") { id: ID! name: String }
                        """)
                .plan("mutation { x: count y: count add { name } drop { id } other }");

        assertThat(calls(plan))
                .containsExactly(
                        "a[] {x:count y:count add{id}}",
                        "b[0] {...on Product{name}}",
                        "a[1] {drop{id}}",
                        "b[2] {other}");
        assertThat(plan.fetches())
                .extracting(Fetch::kind)
                .containsExactly(
                        OperationKind.MUTATION, OperationKind.QUERY, OperationKind.MUTATION, OperationKind.MUTATION);
    }

    @Test
    void a_subscription_has_one_root_and_entity_calls_for_each_event() {
        Plan plan = SubgraphsFixture.subgraph("a", """
                        type Query { q: Int }
                        type Subscription { changed: Product }
                        type Product @key(fields: "id") { id: ID! }
                        """)
                .and("b", "type Product @key(fields: \"id\") { id: ID! name: String }")
                .plan("subscription S { changed { name } }");

        assertThat(plan.kind()).isEqualTo(OperationKind.SUBSCRIPTION);
        assertThat(calls(plan)).containsExactly("a[] {changed{id}}", "b[0] {...on Product{name}}");
        assertThat(plan.fetches().getFirst().document().text()).startsWith("subscription S__a__0{");
    }

    @Test
    void a_field_without_any_way_to_it_is_refused_by_name() {
        PlanResult.Refused refused = SubgraphsFixture.subgraph("a", """
                        type Query { product: Product }
                        type Product @key(fields: "id") { id: ID! }
                        """)
                .and("b", "type Product @key(fields: \"id\", resolvable: false) { id: ID! stock: Int }")
                .refusal("{ product { id stock } }");

        assertThat(refused.reason()).isEqualTo(PlanResult.Reason.PLAN_NOT_POSSIBLE);
        assertThat(refused.coordinate()).isEqualTo("Product.stock");
        assertThat(refused.message()).contains("Product.stock", "Product in a");
    }

    @Test
    void two_ways_that_serve_different_types_do_not_share_a_field() {
        PlanResult.Refused refused =
                SubgraphsFixture.subgraph("a", """
                        type Query { node: Node @shareable }
                        interface Node { id: ID! }
                        type Account implements Node { id: ID! @external }
                        type Chat implements Node { id: ID! }
                        """).and("b", """
                        type Query { node: Node @shareable }
                        interface Node { id: ID! }
                        type Account implements Node { id: ID! }
                        type Chat implements Node { id: ID! @external }
                        """).refusal("{ node { id } }");

        assertThat(refused.coordinate()).isEqualTo("Node.id");
    }

    @Test
    void hopeless_requirements_end() {
        SubgraphsFixture fixture = SubgraphsFixture.subgraph("a", """
                        type Query { user: User }
                        type User @key(fields: "id") { id: ID! x: Int @requires(fields: "y") y: Int @external friend: User }
                        """).and("b", """
                        type User @key(fields: "id") { id: ID! y: Int @requires(fields: "x") x: Int @external }
                        """);

        assertThat(fixture.refusal("{ user { friend { x } } }").coordinate()).isEqualTo("User.x");
    }

    @Test
    void a_key_that_is_not_resolvable_leads_back_with_what_is_required_and_nobody_else_in() {
        SubgraphsFixture fixture = SubgraphsFixture.subgraph("a", """
                        type Query { x: X }
                        type X @key(fields: "id", resolvable: false) { id: ID name: String @external up: String @requires(fields: "name") }
                        """).and("b", """
                        type Query { y: X }
                        type X @key(fields: "id") { id: ID name: String }
                        """);

        assertThat(fixture.plan("{ x { up } }").fetches())
                .extracting(Fetch::subgraph)
                .containsExactly("a", "b", "a");
        assertThat(fixture.refusal("{ y { up } }").coordinate()).isEqualTo("X.up");
    }
}
