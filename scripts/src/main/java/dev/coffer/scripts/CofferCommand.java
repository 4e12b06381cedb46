package dev.coffer.scripts;

import dev.coffer.scripts.bench.BenchCommand;
import dev.coffer.scripts.config.ConfigCommand;
import dev.coffer.scripts.denials.DenialsCommand;
import dev.coffer.scripts.deploy.ComposeFilesCommand;
import dev.coffer.scripts.deploy.ImagesCommand;
import dev.coffer.scripts.deploy.KubernetesCommand;
import dev.coffer.scripts.doctor.DoctorCommand;
import dev.coffer.scripts.events.DlqCommand;
import dev.coffer.scripts.events.ReplayCommand;
import dev.coffer.scripts.gateway.GatewayCommand;
import dev.coffer.scripts.ledger.LedgerCommand;
import dev.coffer.scripts.migrations.MigrationsCommand;
import dev.coffer.scripts.run.DownCommand;
import dev.coffer.scripts.run.HealthCommand;
import dev.coffer.scripts.run.UpCommand;
import dev.coffer.scripts.saga.SagaCommand;
import dev.coffer.scripts.scaffold.NewServiceCommand;
import dev.coffer.scripts.scaffold.RemoveServiceCommand;
import dev.coffer.scripts.schema.SchemaCommand;
import dev.coffer.scripts.suite.TestCommand;
import dev.coffer.scripts.user.UserCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of the command line. Exit codes: 0 all well, 1 the thing asked for failed, 2 the call itself was wrong. */
@Command(
        name = "coffer",
        description = "Runs, tests, measures and inspects a Coffer system.",
        mixinStandardHelpOptions = true,
        version = "coffer 0.1.0",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            HealthCommand.class,
            DoctorCommand.class,
            TestCommand.class,
            GatewayCommand.class,
            LedgerCommand.class,
            ConfigCommand.class,
            UserCommand.class,
            BenchCommand.class,
            DlqCommand.class,
            ReplayCommand.class,
            SagaCommand.class,
            DenialsCommand.class,
            MigrationsCommand.class,
            SchemaCommand.class,
            ImagesCommand.class,
            ComposeFilesCommand.class,
            KubernetesCommand.class,
            NewServiceCommand.class,
            RemoveServiceCommand.class,
            CommandLine.HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all well", "1:what was asked for failed", "2:the call was wrong"})
public final class CofferCommand {

    private CofferCommand() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** As {@link #main} runs it. */
    public static CommandLine commandLine() {
        return new CommandLine(new CofferCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    if (failure instanceof CommandFailed failed) {
                        line.getErr().println(failed.getMessage());
                        return 1;
                    }
                    failure.printStackTrace(line.getErr());
                    return 1;
                });
    }
}
