package dev.coffer.scripts.schema;

import picocli.CommandLine.Command;

/** {@code coffer schema}. */
@Command(
        name = "schema",
        description = "The public schema: prints it, and says what a change of it breaks.",
        mixinStandardHelpOptions = true,
        subcommands = {PrintCommand.class, DiffCommand.class, CheckCommand.class})
public final class SchemaCommand {}
