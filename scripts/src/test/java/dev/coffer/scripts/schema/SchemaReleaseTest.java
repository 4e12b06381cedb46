package dev.coffer.scripts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.scripts.schema.SchemaChanges.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The schema on file against the last release's: {@code coffer schema check}, for every build. */
final class SchemaReleaseTest {

    private static final Path REFERENCE = Path.of("..", "docs", "reference");

    @Test
    void breaks_no_client_of_the_last_release() {
        SchemaChanges changes = SchemaChanges.between(
                REFERENCE.resolve("schema-released.graphql"), REFERENCE.resolve("schema.graphql"));

        assertThat(changes.changes())
                .filteredOn(change -> change.kind() == Kind.BREAKING)
                .isEmpty();
    }
}
