package dev.coffer.gateway.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.gateway.compose.TypeRef.ListOf;
import dev.coffer.gateway.compose.TypeRef.Named;
import dev.coffer.gateway.compose.TypeRef.NonNull;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class SupergraphTest {

    @Test
    void a_type_reference_prints_as_a_schema_writes_it() {
        TypeRef reference = new NonNull(new ListOf(new NonNull(new Named("User"))));

        assertThat(reference).hasToString("[User!]!");
        assertThat(reference.innerName()).isEqualTo("User");
        assertThat(reference.withInnerName("Account")).hasToString("[Account!]!");
        assertThat(reference.nullable()).hasToString("[User!]");
        assertThatThrownBy(() -> new NonNull(reference)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void possible_types_of_an_interface_differ_by_subgraph() {
        Supergraph supergraph = nodes();

        assertThat(supergraph.possibleTypes("Node")).containsExactlyInAnyOrder("User", "Group");
        assertThat(supergraph.possibleTypes("Node", "a")).containsExactly("User");
        assertThat(supergraph.possibleTypes("Node", "c")).isEmpty();
        assertThat(supergraph.implementers("Node")).containsExactlyInAnyOrder("User", "Group");
        assertThat(supergraph.possibleTypes("User", "a")).containsExactly("User");
        assertThat(supergraph.possibleTypes("User", "b")).isEmpty();
    }

    @Test
    void a_supergraph_without_its_query_type_cannot_be_made() {
        SequencedMap<String, TypeDef> none = new LinkedHashMap<>();

        assertThatThrownBy(() -> new Supergraph(List.of(), none, "Query", null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Query");
    }

    private static Supergraph nodes() {
        SequencedMap<String, TypeDef> types = new LinkedHashMap<>();
        FieldDef node = field("node", new Named("Node"), "a");
        types.put("Query", new ObjectDef("Query", Map.of("node", node), Map.of("a", TypeJoin.PLAIN), About.NOTHING));
        FieldDef id = field("id", new NonNull(new Named("ID")), "a", "b");
        TypeJoin plain = TypeJoin.PLAIN;
        types.put("Node", new InterfaceDef("Node", Map.of("id", id), Map.of("a", plain, "b", plain), About.NOTHING));
        types.put("User", node("User", "a"));
        types.put("Group", node("Group", "b"));
        return new Supergraph(List.of(), types, "Query", null, null);
    }

    private static ObjectDef node(String name, String subgraph) {
        FieldDef id = field("id", new NonNull(new Named("ID")), subgraph);
        TypeJoin join = new TypeJoin(List.of(), false, false, List.of("Node"));
        return new ObjectDef(name, Map.of("id", id), Map.of(subgraph, join), About.NOTHING);
    }

    private static FieldDef field(String name, TypeRef type, String... subgraphs) {
        SequencedMap<String, Join> joins = new LinkedHashMap<>();
        for (String subgraph : subgraphs) {
            joins.put(subgraph, Join.of(type));
        }
        return new FieldDef(name, type, Map.of(), joins, About.NOTHING);
    }
}
