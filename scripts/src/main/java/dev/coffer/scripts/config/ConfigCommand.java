package dev.coffer.scripts.config;

import picocli.CommandLine.Command;

/** {@code coffer config}: settings of services. */
@Command(
        name = "config",
        description = "Shows and changes the settings of services, through the gateway.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ListCommand.class,
            GetCommand.class,
            SetCommand.class,
            HistoryCommand.class,
            RollbackCommand.class
        })
public final class ConfigCommand {}
