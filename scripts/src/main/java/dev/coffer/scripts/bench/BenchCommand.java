package dev.coffer.scripts.bench;

import picocli.CommandLine.Command;

/** {@code coffer bench}: each subcommand measures one part, on stores of its own, and says how. */
@Command(
        name = "bench",
        description = "Measures parts of the system; leaves a running system and its data alone.",
        mixinStandardHelpOptions = true,
        subcommands = {
            AccessBenchCommand.class,
            AuthBenchCommand.class,
            BonusBenchCommand.class,
            CacheBenchCommand.class,
            EventsBenchCommand.class,
            FederatedBenchCommand.class,
            GatewayBenchCommand.class,
            KycBenchCommand.class,
            LedgerBenchCommand.class,
            PagingBenchCommand.class,
            SubscriptionsBenchCommand.class
        })
public final class BenchCommand {}
