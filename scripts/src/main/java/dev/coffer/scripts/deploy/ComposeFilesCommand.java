package dev.coffer.scripts.deploy;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coffer compose}: what Docker Compose needs to run a system, in a folder. */
@Command(
        name = "compose",
        description = "Writes compose.yaml, and .env with fresh secrets, for Docker Compose.",
        mixinStandardHelpOptions = true)
public final class ComposeFilesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--output", description = "The folder to write into (${DEFAULT-VALUE}).", defaultValue = "compose")
    private Path output = Path.of("compose");

    @Option(
            names = "--production",
            description =
                    "A MongoDB replica set of three with passwords, the profile production, and only the ports that a proxy needs.")
    private boolean isProduction;

    @Mixin
    private ImageNames images = new ImageNames();

    @Mixin
    private Installation installation = new Installation();

    @Override
    public Integer call() throws IOException {
        Map<String, String> published = isProduction ? installation.forProduction() : installation.forDevelopment();
        ComposeFile file = new ComposeFile(images, isProduction);
        Files.createDirectories(output);
        Path variables = output.resolve(".env");
        boolean isNew = NewSecrets.keep(variables, withSecrets(published));
        Path compose = output.resolve("compose.yaml");
        Files.writeString(compose, file.text());
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                "Wrote " + compose + (isNew ? " and " + variables + ", with fresh secrets: keep a copy of it." : "."));
        if (!isNew) {
            out.println(variables + " was there and is as it was, because its secrets open what is stored.");
        }
        out.println("docker compose --file " + compose + " up --wait");
        return 0;
    }

    private Map<String, String> withSecrets(Map<String, String> published) {
        Map<String, String> variables = new LinkedHashMap<>(published);
        variables.put(Secret.MASTER_KEY.variable(), NewSecrets.key());
        variables.put(Secret.EDGE_SECRET.variable(), NewSecrets.password());
        if (isProduction) {
            variables.put("MONGO_PASSWORD", NewSecrets.password());
            variables.put("MONGO_KEY", NewSecrets.password());
            variables.put("REDIS_PASSWORD", NewSecrets.password());
        }
        return variables;
    }
}
