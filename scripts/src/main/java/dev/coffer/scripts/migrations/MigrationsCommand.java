package dev.coffer.scripts.migrations;

import picocli.CommandLine.Command;

/** {@code coffer migrations}: the group. */
@Command(
        name = "migrations",
        description = "Shows the data migrations of the services.",
        mixinStandardHelpOptions = true,
        subcommands = MigrationsListCommand.class)
public final class MigrationsCommand {}
