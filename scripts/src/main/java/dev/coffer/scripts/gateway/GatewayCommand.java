package dev.coffer.scripts.gateway;

import picocli.CommandLine.Command;

/** {@code coffer gateway}: the federation gateway on its own, in front of any subgraphs. */
@Command(
        name = "gateway",
        description = "The federation gateway on its own, in front of any subgraphs.",
        mixinStandardHelpOptions = true,
        subcommands = {RunCommand.class, ComposeCommand.class, PlanCommand.class})
public final class GatewayCommand {}
