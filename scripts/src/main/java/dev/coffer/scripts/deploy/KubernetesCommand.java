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

/** {@code coffer k8s}: manifests of a system with an overlay for trying and one for production. */
@Command(
        name = "k8s",
        description = "Writes Kubernetes manifests: a kustomize base, an overlay to try it, and one for production.",
        mixinStandardHelpOptions = true)
public final class KubernetesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--output", description = "The folder to write into (${DEFAULT-VALUE}).", defaultValue = "k8s")
    private Path output = Path.of("k8s");

    @Option(names = "--overlay", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).", defaultValue = "ALL")
    private Overlay overlay = Overlay.ALL;

    @Mixin
    private ImageNames images = new ImageNames();

    @Mixin
    private Installation installation = new Installation();

    /** What differs between where it is tried and where it counts. */
    enum Overlay {
        ALL,
        DEVELOPMENT,
        PRODUCTION
    }

    @Override
    public Integer call() throws IOException {
        Map<String, String> files = new LinkedHashMap<>(new KubernetesParts(images).files());
        KubernetesOverlays overlays = new KubernetesOverlays(output);
        if (overlay != Overlay.PRODUCTION) {
            files.putAll(overlays.development(installation.forDevelopment()));
        }
        if (overlay != Overlay.DEVELOPMENT) {
            files.putAll(overlays.production(installation.forProduction()));
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = output.resolve(file.getKey());
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, file.getValue());
        }
        say(files.size());
        return 0;
    }

    private void say(int written) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Wrote " + written + " files to " + output + ".");
        if (overlay != Overlay.PRODUCTION) {
            Path secrets = output.resolve(KubernetesOverlays.SECRETS);
            out.println(
                    NewSecrets.keep(secrets, KubernetesOverlays.freshSecrets())
                            ? "Made secrets for trying in " + secrets + "."
                            : secrets + " was there and is as it was.");
            out.println("kubectl apply -k " + output.resolve("overlays/development"));
        }
        if (overlay != Overlay.DEVELOPMENT) {
            out.println("kubectl apply -k " + output.resolve("overlays/production"));
        }
    }
}
