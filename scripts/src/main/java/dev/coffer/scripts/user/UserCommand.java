package dev.coffer.scripts.user;

import picocli.CommandLine.Command;

/** {@code coffer user}: users that nobody can make over GraphQL. */
@Command(
        name = "user",
        description = "Makes users that nobody can make over GraphQL, such as the first administrator.",
        mixinStandardHelpOptions = true,
        subcommands = CreateCommand.class)
public final class UserCommand {}
