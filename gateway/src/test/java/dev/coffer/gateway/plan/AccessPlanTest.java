package dev.coffer.gateway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.gateway.compose.Access;
import dev.coffer.gateway.compose.Composer;
import dev.coffer.gateway.compose.Composition;
import dev.coffer.gateway.compose.SubgraphSdl;
import dev.coffer.gateway.compose.Supergraph;
import graphql.parser.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a caller may not see is cut out of plans: looked for in the documents that would be sent. */
class AccessPlanTest {
    private static final String LINK = "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.9\","
            + " import: [\"@key\", \"@external\", \"@requires\", \"@provides\", \"@shareable\", \"@inaccessible\","
            + " \"@interfaceObject\", \"@authenticated\", \"@requiresScopes\", \"@policy\"])\n";

    private static final Supergraph SHOP = compose("""
            type Query { me: User @authenticated user(id: ID!): User! node(id: ID!): Node any: [Any!]! hidden: Secret
              admin: Admin! users: [[User!]!]! thing: Thing }
            type Mutation { rename: User close: User @requiresScopes(scopes: [["write"]]) }
            type Subscription { changed: User @authenticated opened: User }
            interface Node { id: ID! label: String }
            type User implements Node @key(fields: "id") @key(fields: "code") {
              id: ID! code: ID! @authenticated label: String email: String @requiresScopes(scopes: [["email"], ["all"]])
              mail: Email friends: [User!] level: Level admin: Admin tag: String }
            type Bill implements Node @key(fields: "id") @policy(policies: [["accountant"]]) { id: ID! label: String sum: Int }
            union Any = User | Bill
            type Secret @key(fields: "id") { id: ID! deep: Deep inner: String @inaccessible @authenticated }
            type Deep { word: String @authenticated open: String }
            type Admin @authenticated { power: Int }
            scalar Email @requiresScopes(scopes: [["email"]])
            enum Level @authenticated { LOW HIGH }
            interface Thing @key(fields: "id") { id: ID! }
            type Book implements Thing @key(fields: "id") { id: ID! isbn: String @authenticated }
            """, """
            type User @key(fields: "code") { code: ID! wallet: Int }
            type Secret @key(fields: "id") { id: ID! inner: String @external made: String @authenticated @requires(fields: "inner") }
            type Thing @interfaceObject @key(fields: "id") { id: ID! stock: Int @policy(policies: [["store"]]) rating: Int }
            """);

    private static Supergraph compose(String... subgraphs) {
        List<SubgraphSdl> named = new ArrayList<>();
        for (String sdl : subgraphs) {
            named.add(new SubgraphSdl("s" + named.size(), "http://s" + named.size(), LINK + sdl));
        }
        return switch (Composer.compose(named)) {
            case Composition.Composed composed -> composed.supergraph();
            case Composition.Failed failed -> throw new AssertionError(failed.errors());
        };
    }

    /** A caller with these scopes and policies. */
    private record Shown(boolean isKnown, Set<String> names) {
        static final Shown NOTHING = new Shown(false, Set.of());
        static final Shown TOKEN = new Shown(true, Set.of());

        static Shown of(String... names) {
            return new Shown(true, Set.of(names));
        }

        boolean meets(Access access) {
            return access.isMetBy(isKnown, names, names);
        }
    }

    private static Plan plan(String query, Shown shown) {
        Planner planner = new Planner(SHOP, () -> 0L);
        Circumstances circumstances =
                planner.dependencies(Parser.parse(query), null).where(shown::meets, label -> false);
        return switch (planner.plan(Parser.parse(query), null, circumstances)) {
            case PlanResult.Planned planned -> planned.plan();
            case PlanResult.Refused refused -> throw new AssertionError(refused);
        };
    }

    private static String sent(Plan plan) {
        return plan.fetches().stream().map(fetch -> fetch.document().text()).collect(Collectors.joining("\n"));
    }

    private static String sent(String query, Shown shown) {
        return sent(plan(query, shown));
    }

    /** Coordinates of what is null because it may not be seen, in the order of the answer. */
    private static List<String> denied(Plan plan) {
        List<String> found = new ArrayList<>();
        collect(plan.output(), found);
        return found;
    }

    private static void collect(OutputSelection selection, List<String> into) {
        selection
                .fieldsByType()
                .values()
                .forEach(fields -> fields.forEach(field -> {
                    if (field.source() == OutputField.Source.DENIED) {
                        into.add(field.coordinate());
                    }
                    if (innermost(field.type()) instanceof OutputType.Composite composite) {
                        collect(composite.selection(), into);
                    }
                }));
    }

    private static OutputType innermost(OutputType type) {
        return switch (type) {
            case OutputType.NonNull nonNull -> innermost(nonNull.of());
            case OutputType.ListOf list -> innermost(list.of());
            default -> type;
        };
    }

    @Test
    void a_denied_root_field_is_never_called_and_the_others_are() {
        Plan plan = plan("{ me { id } user(id: 1) { id } }", Shown.NOTHING);

        assertThat(sent(plan)).contains("user(id:1)").doesNotContain("me{");
        assertThat(denied(plan)).containsExactly("Query.me");
        assertThat(plan("{ me { id } }", Shown.NOTHING).fetches()).isEmpty();
        assertThat(denied(plan("{ me { id } }", Shown.TOKEN))).isEmpty();
    }

    @Test
    void an_alias_hides_nothing_and_its_fields_do_not_either() {
        Plan plan = plan("{ user(id: 1) { id email: label x: email } }", Shown.TOKEN);

        assertThat(sent(plan)).contains("email:label").doesNotContain("x:");
        assertThat(denied(plan)).containsExactly("User.email");
    }

    @Test
    void scopes_count_by_their_alternatives() {
        assertThat(sent("{ user(id: 1) { email } }", Shown.of("all"))).contains("email");
        assertThat(sent("{ user(id: 1) { email } }", Shown.of("email"))).contains("email");
        assertThat(sent("{ user(id: 1) { email } }", Shown.of("mail"))).doesNotContain("email");
    }

    @Test
    void fields_of_a_denied_scalar_enum_or_object_are_denied_wherever_they_are() {
        Plan plan =
                plan("{ user(id: 1) { id mail level admin { power } friends { admin { power } } } }", Shown.NOTHING);

        assertThat(sent(plan)).contains("friends").doesNotContain("mail", "level", "admin", "power");
        assertThat(denied(plan)).containsExactly("User.mail", "User.level", "User.admin", "User.admin");
    }

    @Test
    void nothing_below_a_denied_field_is_fetched_from_anywhere() {
        assertThat(plan("{ me { wallet friends { wallet } } }", Shown.NOTHING).fetches())
                .isEmpty();
    }

    @Test
    void fragments_of_every_kind_are_looked_into() {
        String query = """
                { user(id: 1) { ...A ... { email } ... on Node { ... on User { email2: email } } ...B @include(if: true) } }
                fragment A on User { friends { ...C } }
                fragment B on Node { ... on User { mail } }
                fragment C on User { email label }
                """;
        String sent = sent(query, Shown.of("accountant"));

        assertThat(sent).contains("label").doesNotContain("email", "mail");
    }

    @Test
    void an_interface_with_a_guarded_implementer_is_guarded_as_a_whole() {
        Plan denied = plan("{ node(id: 1) { id ... on User { label } } }", Shown.TOKEN);
        Plan shown = plan("{ node(id: 1) { id ... on User { label } } }", Shown.of("accountant"));

        assertThat(denied.fetches()).isEmpty();
        assertThat(denied(denied)).containsExactly("Query.node");
        assertThat(sent(shown)).contains("node(id:1)", "label");
    }

    @Test
    void a_union_shows_the_members_that_may_be_seen() {
        String query = "{ any { __typename ... on User { label } ... on Bill { sum } ... on Node { id } } }";
        Plan plan = plan(query, Shown.TOKEN);

        assertThat(sent(plan)).contains("__typename", "label").doesNotContain("sum", "id");
        assertThat(denied(plan)).containsExactlyInAnyOrder("User.id", "Bill.sum", "Bill.id");
        assertThat(denied(plan(query, Shown.of("accountant")))).isEmpty();
    }

    @Test
    void a_union_of_which_nothing_may_be_seen_is_still_fetched_for_what_is_there() {
        Plan plan = plan("{ any { ... on Bill { sum } } }", Shown.TOKEN);

        assertThat(sent(plan)).contains("any{__typename}").doesNotContain("sum");
    }

    @Test
    void an_object_without_anything_that_may_be_seen_is_still_fetched() {
        Plan plan = plan("{ user(id: 1) { email } }", Shown.TOKEN);

        assertThat(sent(plan)).contains("user(id:1){__typename}");
        assertThat(denied(plan)).containsExactly("User.email");
    }

    @Test
    void a_key_that_may_not_be_seen_still_leads_on() {
        Plan plan = plan("{ user(id: 1) { code wallet } }", Shown.NOTHING);

        assertThat(plan.fetches()).hasSize(2);
        assertThat(denied(plan)).containsExactly("User.code");
        assertThat(sent(plan)).contains("wallet");
    }

    @Test
    void what_a_denied_field_requires_is_not_fetched_for_it() {
        Plan denied = plan("{ hidden { id made } }", Shown.NOTHING);
        Plan shown = plan("{ hidden { id made } }", Shown.TOKEN);

        assertThat(sent(denied)).doesNotContain("inner", "made");
        assertThat(denied(denied)).containsExactly("Secret.made");
        assertThat(sent(shown)).contains("inner", "made");
    }

    @Test
    void deep_down_only_the_guarded_field_is_cut() {
        Plan plan = plan("{ hidden { deep { word open } } users { friends { code } } }", Shown.NOTHING);

        assertThat(sent(plan)).contains("open", "users").doesNotContain("word", "code");
        assertThat(denied(plan)).containsExactly("Deep.word", "User.code");
    }

    @Test
    void fields_of_an_interface_object_are_cut_on_the_interface_and_on_its_implementers() {
        String query = "{ thing { stock rating ... on Book { stock isbn } } }";

        assertThat(sent(query, Shown.NOTHING)).contains("rating").doesNotContain("stock", "isbn");
        assertThat(sent(query, Shown.of("store"))).contains("rating", "stock", "isbn");
    }

    @Test
    void mutations_run_what_is_allowed_and_nothing_else() {
        Plan plan = plan("mutation { rename { email } close { id } }", Shown.TOKEN);

        assertThat(sent(plan)).contains("rename{__typename}").doesNotContain("close");
        assertThat(denied(plan)).containsExactly("User.email", "Mutation.close");
        assertThat(plan("mutation { close { id } }", Shown.NOTHING).fetches()).isEmpty();
    }

    @Test
    void subscriptions_are_cut_like_queries() {
        assertThat(plan("subscription { changed { id } }", Shown.NOTHING).fetches())
                .isEmpty();
        assertThat(sent("subscription { opened { id email } }", Shown.NOTHING)).contains("opened{id}");
    }

    @Test
    void the_same_answer_key_asked_twice_is_denied_if_one_of_them_is() {
        Plan plan = plan("{ any { ... on Node { x: label } ... on User { x: label } } }", Shown.TOKEN);

        assertThat(denied(plan)).contains("User.label", "Bill.label");
    }

    @Test
    void conditions_stay_with_what_is_denied() {
        Plan plan = plan("query($on: Boolean!) { user(id: 1) { id email @include(if: $on) } }", Shown.NOTHING);
        OutputField user = plan.output().fieldsByType().firstEntry().getValue().getFirst();
        OutputType.Composite composite = (OutputType.Composite) innermost(user.type());

        assertThat(composite
                        .selection()
                        .fieldsByType()
                        .firstEntry()
                        .getValue()
                        .getLast()
                        .condition())
                .isEqualTo(Condition.of("on", true));
    }

    @Test
    void names_of_types_and_questions_about_the_schema_are_for_everybody() {
        Plan plan = plan("{ __typename __schema { queryType { name } } hidden { __typename } }", Shown.NOTHING);

        assertThat(denied(plan)).isEmpty();
        assertThat(plan.introspection()).contains("__schema");
    }

    @Test
    void a_plan_depends_on_what_the_operation_names_and_on_nothing_else() {
        Planner planner = new Planner(SHOP, () -> 0L);

        assertThat(planner.dependencies(Parser.parse("{ users { id friends { tag } } }"), null)
                        .isNone())
                .isTrue();
        assertThat(planner.dependencies(
                                Parser.parse("{ user(id: 1) { ...F } } fragment F on User { email code }"), null)
                        .accesses())
                .hasSize(2);
        assertThat(planner.dependencies(Parser.parse("{ user(id: 1) { id } }"), "other"))
                .isEqualTo(Dependencies.NONE);
    }

    @Test
    void whoever_is_not_asked_about_shows_nothing() {
        PlanResult result = new Planner(SHOP, () -> 0L).plan(Parser.parse("{ me { id } }"), null);

        assertThat(result)
                .isInstanceOfSatisfying(
                        PlanResult.Planned.class,
                        planned -> assertThat(planned.plan().fetches()).isEmpty());
    }
}
