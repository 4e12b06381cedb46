package dev.coffer.scripts.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.coffer.core.testkit.GoPrograms;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What `coffer compose` and `coffer k8s` write, read by the programs that it is for. */
final class DeployPeersIT {

    private static final int LIMIT_SECONDS = 60;
    private static final List<String> ADDRESSES = List.of(
            "--auth-url",
            "https://auth.example.com",
            "--mail-url",
            "https://mail.example.com",
            "--files-url",
            "https://files.example.com",
            "--payment-provider",
            "simulator");

    @TempDir
    private Path folder;

    @Test
    void docker_composes_own_reader_takes_both_files() throws Exception {
        Path reader = GoPrograms.binary("cmd", "github.com/compose-spec/compose-go/v2/cmd", "v2.9.0");
        for (List<String> kind : List.of(List.<String>of(), List.of("--production"))) {
            Path output = folder.resolve("compose" + kind.size());
            List<String> options = new ArrayList<>(kind);
            options.addAll(ADDRESSES);
            write(new ComposeFilesCommand(), output, options);
            String read = run(output, reader.toString(), "-no-interpolation", "compose.yaml");
            assertThat(Manifests.parse(read)
                            .getFirst()
                            .getAsJsonObject("services")
                            .keySet())
                    .containsAll(Part.all().stream().map(Part::name).toList());
        }
    }

    @Test
    void kustomize_makes_of_both_overlays_what_kubernetes_knows() throws Exception {
        Path kustomize = GoPrograms.binary("kustomize", "sigs.k8s.io/kustomize/kustomize/v5", "v5.7.1");
        write(new KubernetesCommand(), folder, ADDRESSES);
        for (Map.Entry<String, Integer> overlay :
                Map.of("development", 1, "production", 2).entrySet()) {
            List<JsonObject> built =
                    Manifests.parse(run(folder, kustomize.toString(), "build", "overlays/" + overlay.getKey()));
            for (JsonObject manifest : built) {
                Manifests.requireValid(manifest);
            }
            List<JsonObject> deployments = Manifests.ofKind(built, "Deployment");
            assertThat(deployments).hasSize(Part.all().size());
            assertThat(deployments)
                    .allMatch(deployment ->
                            Manifests.at(deployment, "spec").get("replicas").getAsInt() == overlay.getValue());
            assertRefersToWhatIsThere(built, deployments);
        }
    }

    /** Kustomize gives what it generates names of its own, and must have put them wherever they are meant. */
    private static void assertRefersToWhatIsThere(List<JsonObject> built, List<JsonObject> deployments) {
        List<String> configs = Manifests.ofKind(built, "ConfigMap").stream()
                .map(Manifests::name)
                .toList();
        List<String> secrets = new ArrayList<>(
                Manifests.ofKind(built, "Secret").stream().map(Manifests::name).toList());
        Manifests.ofKind(built, "ExternalSecret").stream().map(Manifests::name).forEach(secrets::add);
        for (JsonObject deployment : deployments) {
            JsonObject container = Manifests.list(Manifests.at(deployment, "spec.template.spec"), "containers")
                    .getFirst();
            assertThat(Manifests.list(container, "envFrom"))
                    .filteredOn(from -> from.has("configMapRef"))
                    .isNotEmpty()
                    .allMatch(from -> configs.contains(Manifests.text(from.getAsJsonObject("configMapRef"), "name")));
            assertThat(Manifests.list(container, "env"))
                    .filteredOn(variable -> variable.has("valueFrom"))
                    .isNotEmpty()
                    .allMatch(variable ->
                            secrets.contains(Manifests.text(Manifests.at(variable, "valueFrom.secretKeyRef"), "name")));
        }
    }

    private static void write(Object command, Path output, List<String> options) {
        List<String> all = new ArrayList<>(List.of("--output", output.toString()));
        all.addAll(options);
        assertThat(new CommandLine(command)
                        .setOut(new PrintWriter(new StringWriter()))
                        .execute(all.toArray(String[]::new)))
                .isZero();
    }

    private static String run(Path folder, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
