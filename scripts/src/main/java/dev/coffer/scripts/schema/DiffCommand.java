package dev.coffer.scripts.schema;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coffer schema diff}. */
@Command(
        name = "diff",
        description = "Says what changed from one schema to another; exits with 1 where that breaks clients.",
        mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "OLD", description = "A file of SDL.")
    private @Nullable Path before;

    @Parameters(index = "1", paramLabel = "NEW", description = "A file of SDL.")
    private @Nullable Path after;

    @Override
    public Integer call() {
        return SchemaReport.print(
                SchemaChanges.between(Objects.requireNonNull(before), Objects.requireNonNull(after)),
                spec.commandLine());
    }
}
