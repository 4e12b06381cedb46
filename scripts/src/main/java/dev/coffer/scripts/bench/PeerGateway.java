package dev.coffer.scripts.bench;

import dev.coffer.gateway.compose.Composer;
import dev.coffer.gateway.compose.Composition;
import dev.coffer.gateway.compose.SubgraphSdl;
import dev.coffer.gateway.compose.SupergraphSdl;
import dev.coffer.scripts.CommandFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Gateways by others that can be measured beside Coffer's; installed from npm by name into the benchmark's own folder. */
enum PeerGateway {
    APOLLO("apollo-gateway.mjs", List.of("@apollo/gateway@2.14.4", "@apollo/server@5.5.1", "graphql@16.12.0"));

    private final String program;
    private final List<String> packages;

    PeerGateway(String program, List<String> packages) {
        this.program = program;
        this.packages = packages;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws CommandFailed where there is no Node.js or npm, or npm cannot install it */
    GatewayUnderTest start(Map<String, String> subgraphs, Path folder) throws IOException, InterruptedException {
        Path own = Files.createDirectory(folder.resolve(key()));
        Files.writeString(own.resolve("package.json"), "{\"private\": true}");
        Files.writeString(own.resolve("supergraph.graphql"), supergraph(subgraphs));
        try (InputStream source = PeerGateway.class.getResourceAsStream("/bench/" + program)) {
            if (source == null) {
                throw new IllegalStateException("the resource bench/" + program + " is not packaged");
            }
            Files.write(own.resolve(program), source.readAllBytes());
        }
        install(own);
        return GatewayUnderTest.start(List.of("node", program), own, key(), Pattern.compile("peer serves at (\\S+)"));
    }

    private void install(Path folder) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"));
        command.addAll(packages);
        Path log = folder.resolve("npm.log");
        int code;
        try {
            code = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new CommandFailed("A peer of the benchmark needs Node.js with npm on the PATH: " + e.getMessage());
        }
        if (code != 0) {
            throw new CommandFailed("npm could not install " + String.join(" ", packages) + ":\n"
                    + Files.readString(log, StandardCharsets.UTF_8));
        }
    }

    private static String supergraph(Map<String, String> subgraphs) {
        List<SubgraphSdl> sources = FederatedShop.sdl().entrySet().stream()
                .map(subgraph -> new SubgraphSdl(
                        subgraph.getKey(), String.valueOf(subgraphs.get(subgraph.getKey())), subgraph.getValue()))
                .toList();
        return switch (Composer.compose(sources)) {
            case Composition.Composed composed -> SupergraphSdl.write(composed.supergraph());
            case Composition.Failed failed ->
                throw new IllegalStateException("The benchmark's schema: " + failed.errors());
        };
    }
}
