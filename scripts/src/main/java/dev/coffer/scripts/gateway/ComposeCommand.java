package dev.coffer.scripts.gateway;

import dev.coffer.gateway.compose.Composer;
import dev.coffer.gateway.compose.Composition;
import dev.coffer.gateway.compose.SubgraphSdl;
import dev.coffer.gateway.compose.SupergraphSdl;
import dev.coffer.gateway.transport.SubgraphConfig;
import dev.coffer.scripts.CommandFailed;
import dev.coffer.scripts.client.GatewayClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coffer gateway compose}: prints the supergraph, or all errors and exits with 1. */
@Command(
        name = "compose",
        description = "Composes subgraphs into a supergraph and prints it as SDL.",
        mixinStandardHelpOptions = true)
final class ComposeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, description = "A YAML file that lists subgraphs by name and url.")
    private @Nullable Path config;

    @Option(names = "--output", description = "Write to this file instead.")
    private @Nullable Path output;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter problems = spec.commandLine().getErr();
        return switch (Composer.compose(sources(Objects.requireNonNull(config)))) {
            case Composition.Composed composed -> {
                composed.hints().forEach(hint -> problems.println("hint " + hint));
                print(SupergraphSdl.write(composed.supergraph()), out);
                yield 0;
            }
            case Composition.Failed failed -> {
                failed.errors().forEach(problems::println);
                problems.flush();
                yield 1;
            }
        };
    }

    private void print(String sdl, PrintWriter out) throws IOException {
        if (output != null) {
            Files.writeString(output, sdl);
        } else {
            out.print(sdl);
            out.flush();
        }
    }

    private static List<SubgraphSdl> sources(Path config) throws IOException {
        SubgraphConfig read;
        try {
            read = SubgraphConfig.read(config);
        } catch (SubgraphConfig.InvalidConfig e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
        List<SubgraphSdl> sources = new ArrayList<>();
        for (SubgraphConfig.Subgraph subgraph : read.subgraphs()) {
            Path file = subgraph.sdlFile();
            String sdl = file == null ? ask(subgraph) : Files.readString(file);
            sources.add(new SubgraphSdl(subgraph.name(), subgraph.url().toString(), sdl));
        }
        return sources;
    }

    private static String ask(SubgraphConfig.Subgraph subgraph) {
        try (GatewayClient client = new GatewayClient(subgraph.url().toString())) {
            return client.ask("{ _service { sdl } }", Map.of(), null).ok().text("/_service/sdl");
        } catch (GatewayClient.NoAnswer | AssertionError e) {
            throw new CommandFailed("Subgraph " + subgraph.name() + " does not tell its schema: " + e.getMessage());
        }
    }
}
