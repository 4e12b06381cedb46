package dev.coffer.scripts.events;

import picocli.CommandLine.Command;

/** {@code coffer replay}: events that a consumer is told again. */
@Command(
        name = "replay",
        description = "Tells a consumer of the running system again what a service told before; lists and calls off.",
        mixinStandardHelpOptions = true,
        subcommands = {ReplayStartCommand.class, ReplayListCommand.class, ReplayCancelCommand.class})
public final class ReplayCommand {}
