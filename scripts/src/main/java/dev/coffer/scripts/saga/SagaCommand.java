package dev.coffer.scripts.saga;

import picocli.CommandLine.Command;

/** {@code coffer saga}: long transactions and where they stand. */
@Command(
        name = "saga",
        description = "Lists, shows, retries and cancels the sagas of the running system, those of all tenants.",
        mixinStandardHelpOptions = true,
        subcommands = {SagaListCommand.class, SagaShowCommand.class, SagaRetryCommand.class, SagaCancelCommand.class})
public final class SagaCommand {}
