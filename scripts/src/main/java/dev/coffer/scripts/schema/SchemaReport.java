package dev.coffer.scripts.schema;

import java.io.PrintWriter;
import picocli.CommandLine;

/** Prints what changed, the worst first. */
final class SchemaReport {

    private SchemaReport() {}

    /** @return the command's exit code */
    static int print(SchemaChanges changes, CommandLine line) {
        PrintWriter out = line.getOut();
        changes.changes().forEach(out::println);
        if (changes.changes().isEmpty()) {
            out.println("Nothing changed.");
        } else if (changes.isBreaking()) {
            out.println("Clients break. Deprecate first, and remove in a release that says so.");
        }
        out.flush();
        return changes.isBreaking() ? 1 : 0;
    }
}
