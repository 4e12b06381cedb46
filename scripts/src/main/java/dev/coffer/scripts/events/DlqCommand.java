package dev.coffer.scripts.events;

import picocli.CommandLine.Command;

/** {@code coffer dlq}: events that a consumer could not handle. */
@Command(
        name = "dlq",
        description = "Lists, retries and discards the dead letters of the running system, those of all tenants.",
        mixinStandardHelpOptions = true,
        subcommands = {DlqListCommand.class, DlqRetryCommand.class, DlqDiscardCommand.class})
public final class DlqCommand {}
