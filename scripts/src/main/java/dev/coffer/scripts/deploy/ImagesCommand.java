package dev.coffer.scripts.deploy;

import dev.coffer.scripts.CommandFailed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coffer images}: a container image of each part, as a tar that needs no daemon to be made. */
@Command(
        name = "images",
        description = "Makes a container image of the gateway and of each service, as tars; no Docker is needed.",
        mixinStandardHelpOptions = true)
public final class ImagesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--output", description = "The folder to write into (${DEFAULT-VALUE}).", defaultValue = "images")
    private Path output = Path.of("images");

    @Option(
            names = "--base",
            description = {
                "What the images stand on (${DEFAULT-VALUE}): an image of a registry with Java 25, tar://FILE for one that was saved,",
                "or scratch for Java and the C library of this machine, which asks no registry."
            },
            defaultValue = Images.DISTROLESS)
    private String base = Images.DISTROLESS;

    @Option(names = "--only", split = ",", description = "Only these parts: payment-service, gateway, ...")
    private List<String> only = List.of();

    @Mixin
    private ImageNames names = new ImageNames();

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Part> parts = parts();
        Files.createDirectories(output);
        PrintWriter out = spec.commandLine().getOut();
        try (Images images = new Images(base, names)) {
            for (Part part : parts) {
                Path tar = output.resolve(part.name() + ".tar");
                images.write(part, tar);
                out.println(names.of(part) + " is in " + tar + ", " + Files.size(tar) / 1_000_000 + " MB");
                out.flush();
            }
        }
        out.println("docker load --input " + output.resolve(parts.getFirst().name() + ".tar"));
        return 0;
    }

    private List<Part> parts() {
        for (String name : only) {
            if (named(name) == null) {
                throw new CommandFailed("There is no part " + name + "; there are "
                        + String.join(", ", Part.all().stream().map(Part::name).toList()) + ".");
            }
        }
        return Part.all().stream()
                .filter(part -> only.isEmpty() || only.contains(part.name()))
                .toList();
    }

    private static @Nullable Part named(String name) {
        return Part.all().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
