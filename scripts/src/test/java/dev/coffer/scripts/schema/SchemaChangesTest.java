package dev.coffer.scripts.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.scripts.CommandFailed;
import dev.coffer.scripts.schema.SchemaChanges.Change;
import dev.coffer.scripts.schema.SchemaChanges.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What breaks a client, and what does not. */
final class SchemaChangesTest {

    private static final String BEFORE = """
            type Query { node(id: ID!, deep: Int = 1): Node owner: Owner search(input: SearchInput): [Owner!] kind: Kind }
            type Mutation { rename(input: SearchInput!): Owner }
            type Subscription { renamed: Owner }
            interface Node { id: ID! }
            type User implements Node { id: ID! name: String! tags: [String!] }
            type Team implements Node { id: ID! }
            union Owner = User | Team
            input SearchInput { text: String kind: Kind }
            enum Kind { NEW OLD }
            """;

    @TempDir
    private Path folder;

    private SchemaChanges after(String was, String is) throws IOException {
        String changed = BEFORE.replace(was, is);
        assertThat(changed).isNotEqualTo(BEFORE);
        return SchemaChanges.between(
                Files.writeString(folder.resolve("old.graphql"), BEFORE),
                Files.writeString(folder.resolve("new.graphql"), changed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "name: String! ; '' ; User.name",
                "name: String! ; name: String ; User.name",
                "name: String! ; name: Int! ; User.name",
                "[String!] ; [String] ; User.tags",
                ", deep: Int = 1 ; '' ; Query.node",
                "deep: Int = 1 ; deep: Int! ; deep",
                "id: ID!, ; 'id: ID!, to: ID!,' ; to",
                "text: String ; '' ; SearchInput.text",
                "text: String ; text: String! ; text",
                "text: String ; text: String page: Int! ; page",
                "NEW OLD ; NEW ; OLD",
                "User | Team ; User ; Team",
                "Team implements Node ; Team ; Node",
                "type Mutation { rename(input: SearchInput!): Owner } ; '' ; mutation",
                "renamed: Owner ; changed: Owner ; Subscription.renamed",
                "enum Kind { NEW OLD } ; scalar Kind ; Kind",
            })
    void names_what_breaks(String was, String is, String named) throws IOException {
        SchemaChanges changes = after(was, is);

        assertThat(changes.isBreaking()).isTrue();
        assertThat(changes.changes())
                .filteredOn(change -> change.kind() == Kind.BREAKING)
                .extracting(Change::what)
                .anySatisfy(what -> assertThat(what).contains(named));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "kind: Kind } ; kind: Kind more: Int }",
                "[String!] ; [String!]!",
                "text: String ; text: String page: Int",
                "NEW OLD ; NEW OLD OTHER",
                "deep: Int = 1 ; deep: Int = 2",
                "name: String! ; name: String! @deprecated(reason: \"nick\")",
            })
    void does_not_cry_over_what_clients_survive(String was, String is) throws IOException {
        assertThat(after(was, is).isBreaking()).isFalse();
    }

    @Test
    void says_that_a_new_value_of_an_enum_is_dangerous() throws IOException {
        assertThat(after("NEW OLD", "NEW OLD OTHER").changes())
                .extracting(Change::kind)
                .containsExactly(Kind.DANGEROUS);
    }

    @Test
    void says_which_file_holds_no_schema() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.graphql"), "type Query {");
        Path whole = Files.writeString(folder.resolve("whole.graphql"), BEFORE);

        assertThatThrownBy(() -> SchemaChanges.between(whole, broken))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("broken.graphql holds no schema");
        assertThatThrownBy(() -> SchemaChanges.between(folder.resolve("missing.graphql"), whole))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("missing.graphql");
    }
}
