package dev.coffer.scripts.ledger;

import picocli.CommandLine.Command;

/** {@code coffer ledger}: looks at the book from outside. */
@Command(
        name = "ledger",
        description = "Looks at the ledger of the running system.",
        mixinStandardHelpOptions = true,
        subcommands = VerifyCommand.class)
public final class LedgerCommand {}
