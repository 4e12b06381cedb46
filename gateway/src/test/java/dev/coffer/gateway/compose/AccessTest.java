package dev.coffer.gateway.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.gateway.compose.SupergraphSdl.InvalidSupergraph;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static final String LINK = "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.9\","
            + " import: [\"@key\", \"@external\", \"@shareable\", \"@override\", \"@interfaceObject\","
            + " \"@authenticated\", \"@requiresScopes\", \"@policy\"])\n";

    private static Supergraph compose(String... subgraphs) {
        List<SubgraphSdl> named = IntStream.range(0, subgraphs.length)
                .mapToObj(i -> new SubgraphSdl("s" + i, "http://s" + i, LINK + subgraphs[i]))
                .toList();
        return switch (Composer.compose(named)) {
            case Composition.Composed composed -> composed.supergraph();
            case Composition.Failed failed -> throw new AssertionError(failed.errors());
        };
    }

    private static Access ofField(Supergraph supergraph, String type, String field) {
        return Objects.requireNonNull(supergraph.field(type, field)).about().access();
    }

    private static AnyOf anyOf(String... alternatives) {
        return AnyOf.listed(List.of(alternatives).stream()
                .map(names -> List.of(names.split(" ")))
                .toList());
    }

    private static Access scopes(String... alternatives) {
        return new Access(false, anyOf(alternatives), AnyOf.NOTHING);
    }

    @Test
    void requirements_together_ask_for_one_alternative_of_each_and_say_nothing_twice() {
        assertThat(anyOf("a", "b").and(anyOf("c"))).isEqualTo(anyOf("a c", "b c"));
        assertThat(anyOf("S1", "S2").and(anyOf("S1", "S2 S3"))).isEqualTo(anyOf("S1", "S2 S3"));
        assertThat(anyOf("a", "a b")).isEqualTo(anyOf("a"));
        assertThat(anyOf("a").and(AnyOf.NOTHING)).isEqualTo(anyOf("a"));
        assertThat(AnyOf.NOBODY.and(AnyOf.NOTHING)).isEqualTo(AnyOf.NOBODY);
        assertThat(anyOf("a").and(AnyOf.NOBODY)).isEqualTo(AnyOf.NOBODY);
    }

    @Test
    void a_requirement_is_met_by_all_names_of_one_alternative_and_nobody_meets_none() {
        assertThat(anyOf("a b", "c").isMetBy(Set.of("a"))).isFalse();
        assertThat(anyOf("a b", "c").isMetBy(Set.of("a", "b"))).isTrue();
        assertThat(anyOf("a b", "c").isMetBy(Set.of("c", "x"))).isTrue();
        assertThat(AnyOf.NOTHING.isMetBy(Set.of())).isTrue();
        assertThat(AnyOf.NOBODY.isMetBy(Set.of("a"))).isFalse();
        assertThat(AnyOf.listed(List.of())).isEqualTo(AnyOf.NOTHING);
        assertThat(AnyOf.listed(List.of(List.of()))).isEqualTo(AnyOf.NOTHING);
        assertThat(new Access(true, AnyOf.NOTHING, AnyOf.NOTHING).isMetBy(false, Set.of("a"), Set.of("b")))
                .isFalse();
    }

    @Test
    void one_requirement_implies_another_if_each_of_its_alternatives_does() {
        assertThat(anyOf("a b").implies(anyOf("a"))).isTrue();
        assertThat(anyOf("a").implies(anyOf("a", "b"))).isTrue();
        assertThat(anyOf("a", "c").implies(anyOf("a", "b"))).isFalse();
        assertThat(AnyOf.NOTHING.implies(anyOf("a"))).isFalse();
        assertThat(anyOf("a").implies(AnyOf.NOTHING)).isTrue();
    }

    @Test
    void what_several_subgraphs_ask_for_holds_together_also_where_the_field_is_external_or_overridden() {
        Supergraph supergraph = compose(
                "type Query { t: T } type T @key(fields: \"id\") { id: ID! n: Int @shareable @requiresScopes(scopes: [[\"a\"]])"
                        + " moved: Int @policy(policies: [[\"p\"]]) }",
                "type T @key(fields: \"id\") @authenticated { id: ID! n: Int @shareable @requiresScopes(scopes: [[\"b\"], [\"c\"]])"
                        + " moved: Int @override(from: \"s0\") }");

        assertThat(supergraph.access("T")).isEqualTo(new Access(true, AnyOf.NOTHING, AnyOf.NOTHING));
        assertThat(ofField(supergraph, "T", "n")).isEqualTo(scopes("a b", "a c"));
        assertThat(ofField(supergraph, "T", "moved")).isEqualTo(new Access(false, AnyOf.NOTHING, anyOf("p")));
    }

    @Test
    void interfaces_ask_for_what_any_implementer_asks_for() {
        Supergraph supergraph = compose("type Query { i: I } interface I { n: Int m: Int }"
                + " type A implements I @authenticated { n: Int m: Int }"
                + " type B implements I { n: Int @requiresScopes(scopes: [[\"s\"]]) m: Int }");

        assertThat(supergraph.access("I").authenticated()).isTrue();
        assertThat(ofField(supergraph, "I", "n")).isEqualTo(scopes("s"));
        assertThat(ofField(supergraph, "I", "m").isOpen()).isTrue();
        assertThat(ofField(supergraph, "A", "n").isOpen()).isTrue();
        assertThat(supergraph.access("B").isOpen()).isTrue();
    }

    @Test
    void fields_of_interface_objects_ask_the_same_at_the_implementers_and_at_their_other_interfaces() {
        Supergraph supergraph = compose(
                "type Query { i: I } type I @interfaceObject @key(fields: \"id\") { id: ID!"
                        + " secret: String @shareable @requiresScopes(scopes: [[\"S1\"]]) }",
                "interface I @key(fields: \"id\") { id: ID! extra: String } interface Other { secret: String }"
                        + " type T implements I & Other @key(fields: \"id\") { id: ID! extra: String @authenticated"
                        + " secret: String @shareable @requiresScopes(scopes: [[\"S2\"]]) }"
                        + " type U implements I @key(fields: \"id\") { id: ID! extra: String }");

        assertThat(ofField(supergraph, "I", "secret")).isEqualTo(scopes("S1 S2"));
        assertThat(ofField(supergraph, "T", "secret")).isEqualTo(scopes("S1 S2"));
        assertThat(ofField(supergraph, "Other", "secret")).isEqualTo(scopes("S1 S2"));
        assertThat(ofField(supergraph, "U", "secret")).isEqualTo(scopes("S1"));
        assertThat(ofField(supergraph, "I", "extra").authenticated()).isTrue();
        assertThat(ofField(supergraph, "U", "extra").isOpen()).isTrue();
    }

    @Test
    void a_supergraph_says_what_is_asked_as_other_gateways_read_it() {
        String sdl = SupergraphSdl.write(
                compose(
                        "type Query { a: Int @authenticated b: Int @requiresScopes(scopes: [[\"y\", \"x\"], [\"a\\\"b\"]]) c: S } scalar S"));

        assertThat(sdl)
                .contains(
                        "@link(url: \"https://specs.apollo.dev/authenticated/v0.1\", for: SECURITY)",
                        "@link(url: \"https://specs.apollo.dev/requiresScopes/v0.1\", for: SECURITY)",
                        "  a: Int @authenticated\n",
                        "  b: Int @requiresScopes(scopes: [[\"a\\\"b\"], [\"x\", \"y\"]])\n",
                        "directive @requiresScopes(scopes: [[requiresScopes__Scope!]!]!)")
                .doesNotContain("policy");
    }

    private static String supergraph(String links, String types) {
        return "schema @link(url: \"https://specs.apollo.dev/link/v1.0\")"
                + " @link(url: \"https://specs.apollo.dev/join/v0.3\", for: EXECUTION) " + links + " { query: Query }\n"
                + "enum join__Graph { A @join__graph(name: \"a\", url: \"http://a\") }\n" + types;
    }

    @Test
    void what_a_supergraph_asks_counts_under_other_names_and_without_a_link_too() {
        String authenticated = "@link(url: \"https://specs.apollo.dev/authenticated/v0.1\", for: SECURITY";
        String query = "type Query @join__type(graph: A) { n: Int ";

        assertThat(ofField(SupergraphSdl.read(supergraph("", query + "@authenticated }")), "Query", "n"))
                .isEqualTo(new Access(true, AnyOf.NOTHING, AnyOf.NOTHING));
        assertThat(ofField(
                                SupergraphSdl.read(supergraph(authenticated + ", as: \"known\")", query + "@known }")),
                                "Query",
                                "n")
                        .authenticated())
                .isTrue();
        assertThat(ofField(
                                SupergraphSdl.read(supergraph(
                                        authenticated + ", import: [{name: \"@authenticated\", as: \"@known\"}])",
                                        query + "@known }")),
                                "Query",
                                "n")
                        .authenticated())
                .isTrue();
    }

    @Test
    void a_supergraph_of_an_older_composer_guards_its_interfaces_too() {
        Supergraph read = SupergraphSdl.read(supergraph(
                "",
                "type Query @join__type(graph: A) { i: I }\ninterface I @join__type(graph: A) { n: Int }\n"
                        + "type T implements I @join__type(graph: A) @join__implements(graph: A, interface: \"I\")"
                        + " @policy(policies: [[\"p\"]]) { n: Int @authenticated }"));

        assertThat(read.access("I").policies()).isEqualTo(anyOf("p"));
        assertThat(ofField(read, "I", "n").authenticated()).isTrue();
    }

    @Test
    void a_supergraph_that_asks_for_something_unknown_is_refused() {
        String query = "type Query @join__type(graph: A) { n: Int ";

        assertThatThrownBy(() -> SupergraphSdl.read(supergraph("", query + "@requiresScopes(scopes: [\"a\"]) }")))
                .isInstanceOf(InvalidSupergraph.class);
        assertThatThrownBy(() -> SupergraphSdl.read(supergraph("", query + "@policy }")))
                .isInstanceOf(InvalidSupergraph.class);
        assertThatThrownBy(() -> SupergraphSdl.read(supergraph(
                        "@link(url: \"https://specs.apollo.dev/authenticated/v0.2\", for: SECURITY)", query + "}")))
                .isInstanceOf(InvalidSupergraph.class);
    }

    @Test
    void a_directive_of_the_same_name_from_elsewhere_asks_for_nothing() {
        Composition composition = Composer.compose(
                List.of(
                        new SubgraphSdl(
                                "a",
                                "",
                                "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.9\", import: [\"@key\"])"
                                        + " @link(url: \"https://example.com/policy/v1.0\", import: [\"@policy\"])"
                                        + " directive @policy(of: String) on FIELD_DEFINITION type Query { n: Int @policy(of: \"house\") }")));

        assertThat(composition)
                .isInstanceOfSatisfying(
                        Composition.Composed.class,
                        composed -> assertThat(composed.supergraph().accesses()).isEmpty());
    }
}
