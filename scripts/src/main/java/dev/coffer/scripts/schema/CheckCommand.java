package dev.coffer.scripts.schema;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coffer schema check}. */
@Command(
        name = "check",
        description = {
            "Says what the schema of this repository changes of the last release's;",
            "exits with 1 where that breaks clients."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--released",
            description = "The released schema; docs/reference/schema-released.graphql by default.")
    private @Nullable Path released;

    @Option(names = "--current", description = "The schema as it is; docs/reference/schema.graphql by default.")
    private @Nullable Path current;

    @Override
    public Integer call() {
        return SchemaReport.print(
                SchemaChanges.between(
                        released == null ? reference("schema-released.graphql") : released,
                        current == null ? reference("schema.graphql") : current),
                spec.commandLine());
    }

    private static Path reference(String file) {
        return Path.of(System.getProperty("coffer.root", "."), "docs", "reference", file);
    }
}
