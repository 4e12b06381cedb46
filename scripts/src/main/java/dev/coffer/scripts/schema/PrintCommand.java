package dev.coffer.scripts.schema;

import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.run.RunningSystem;
import dev.coffer.scripts.run.SystemPorts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coffer schema print}. */
@Command(
        name = "print",
        description = "Prints what a running gateway's clients see, as SDL.",
        mixinStandardHelpOptions = true)
final class PrintCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--gateway", description = "The gateway's GraphQL address; that of the running system by default.")
    private @Nullable String gateway;

    @Option(names = "--output", description = "Write to this file instead.")
    private @Nullable Path output;

    @Override
    public Integer call() throws IOException {
        String address = gateway == null ? ofRunningSystem() : gateway;
        try (GatewayClient client = new GatewayClient(address)) {
            String sdl = PublicSchema.of(client);
            if (output != null) {
                Files.writeString(output, sdl);
            } else {
                PrintWriter out = spec.commandLine().getOut();
                out.print(sdl);
                out.flush();
            }
        }
        return 0;
    }

    private static String ofRunningSystem() {
        return SystemPorts.standard(RunningSystem.required().portOffset()).gatewayUrl();
    }
}
