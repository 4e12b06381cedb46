package dev.coffer.scripts.scaffold;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coffer remove-service}. */
@Command(
        name = "remove-service",
        description = {
            "Takes a service that new-service made away again: its sources and every place that names it.",
            "Its data stays where it is. See docs/new-service.md."
        },
        mixinStandardHelpOptions = true)
public final class RemoveServiceCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--name", required = true, description = "The service: loyalty.")
    private String name = "";

    @Option(names = "--dry-run", description = "Changes nothing; prints what would be.")
    private boolean isDryRun;

    @Option(names = "--checkout", description = "Coffer's sources; by default those that this command belongs to.")
    private @Nullable Path folder;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            Checkout checkout = Checkout.at(folder == null ? Path.of(System.getProperty("coffer.root", ".")) : folder);
            RemovedService removed = RemovedService.named(checkout, name);
            List<String> touched = removed.apply(isDryRun);
            touched.forEach(line -> out.println("  " + line));
            out.println(
                    isDryRun ? "Nothing was changed." : name + "-service is removed. Bring the references up to date:");
            if (!isDryRun) {
                out.println("  " + NewService.WRITE_REFERENCES);
                removed.whatStays().forEach(out::println);
            }
            return 0;
        } catch (BadCall wrong) {
            spec.commandLine().getErr().println(wrong.getMessage());
            return 2;
        } finally {
            out.flush();
        }
    }
}
