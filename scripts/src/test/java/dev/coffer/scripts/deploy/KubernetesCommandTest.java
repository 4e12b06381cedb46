package dev.coffer.scripts.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Manifests are what Kubernetes knows, agree with each other, and give no part more than it needs. */
final class KubernetesCommandTest {

    private static final String[] ADDRESSES = {
        "--auth-url",
        "https://auth.example.com",
        "--mail-url",
        "https://mail.example.com",
        "--files-url",
        "https://files.example.com",
        "--payment-provider",
        "simulator"
    };

    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();
    private List<JsonObject> manifests = List.of();

    @BeforeEach
    void write() throws Exception {
        assertThat(k8s(ADDRESSES)).isZero();
        manifests = Manifests.in(folder);
    }

    @Test
    void every_manifest_is_one_that_kubernetes_knows() throws Exception {
        for (JsonObject manifest : manifests) {
            Manifests.requireValid(manifest);
        }
        assertThat(Manifests.ofKind(manifests, "Deployment"))
                .extracting(Manifests::name)
                .containsExactlyInAnyOrderElementsOf(
                        Part.all().stream().map(Part::name).toList());
    }

    @Test
    void a_misspelt_field_deep_in_a_manifest_is_found() {
        JsonObject guilty = Manifests.ofKind(manifests, "Deployment").getFirst().deepCopy();
        JsonObject container = Manifests.list(Manifests.at(guilty, "spec.template.spec"), "containers")
                .getFirst();
        container.getAsJsonObject("readinessProbe").add("periodSecond", new JsonPrimitive(2));
        assertThatThrownBy(() -> Manifests.requireValid(guilty)).hasMessageContaining("periodSecond");
    }

    @Test
    void no_container_is_root_or_writes_to_its_image() {
        for (JsonObject deployment : Manifests.ofKind(manifests, "Deployment")) {
            JsonObject pod = Manifests.at(deployment, "spec.template.spec");
            assertThat(Manifests.at(pod, "securityContext").get("runAsNonRoot").getAsBoolean())
                    .isTrue();
            assertThat(pod.get("automountServiceAccountToken").getAsBoolean()).isFalse();
            for (JsonObject container : Manifests.list(pod, "containers")) {
                JsonObject context = container.getAsJsonObject("securityContext");
                assertThat(context.get("readOnlyRootFilesystem").getAsBoolean()).isTrue();
                assertThat(context.get("allowPrivilegeEscalation").getAsBoolean())
                        .isFalse();
                assertThat(Manifests.at(container, "resources.limits").has("memory"))
                        .isTrue();
            }
        }
    }

    @Test
    void each_part_has_probes_a_budget_of_disruption_scaling_and_a_network_policy_of_its_own() {
        for (Part part : Part.all()) {
            for (String kind : List.of(
                    "Service", "ServiceAccount", "PodDisruptionBudget", "HorizontalPodAutoscaler", "NetworkPolicy")) {
                assertThat(Manifests.ofKind(manifests, kind))
                        .extracting(Manifests::name)
                        .as(kind)
                        .contains(part.name());
            }
            JsonObject container = container(part);
            assertThat(Manifests.at(container, "readinessProbe.httpGet")
                            .get("path")
                            .getAsString())
                    .isEqualTo("/health/ready");
            assertThat(Manifests.list(container, "ports")
                            .getFirst()
                            .get("containerPort")
                            .getAsInt())
                    .isEqualTo(part.port());
        }
    }

    @Test
    void selectors_choose_the_pods_that_they_are_for() {
        for (Part part : Part.all()) {
            JsonObject labels = Manifests.at(named("Deployment", part.name()), "spec.template.metadata.labels");
            Stream.of(
                            Manifests.at(named("Deployment", part.name()), "spec.selector.matchLabels"),
                            Manifests.at(named("Service", part.name()), "spec.selector"),
                            Manifests.at(named("PodDisruptionBudget", part.name()), "spec.selector.matchLabels"),
                            Manifests.at(named("NetworkPolicy", part.name()), "spec.podSelector.matchLabels"))
                    .forEach(selector -> assertThat(labels.entrySet()).containsAll(selector.entrySet()));
        }
    }

    @Test
    void the_gateway_gets_neither_the_master_key_nor_a_way_to_the_stores() {
        Part gateway = Part.all().getLast();
        assertThat(secretsOf(gateway)).containsExactly("edge-secret");
        assertThat(Manifests.at(named("NetworkPolicy", gateway.name()), "spec").toString())
                .doesNotContain("27017")
                .doesNotContain("6379");
    }

    @Test
    void both_overlays_bring_every_secret_that_a_part_asks_for() throws Exception {
        List<String> asked = Part.all().stream()
                .flatMap(part -> secretsOf(part).stream())
                .distinct()
                .toList();
        assertThat(Files.readAllLines(folder.resolve("overlays/development/secrets.env")))
                .extracting(line -> line.substring(0, line.indexOf('=')))
                .containsAll(asked);
        JsonObject external = Manifests.parse(Files.readString(folder.resolve("overlays/production/secrets.yaml")))
                .getFirst();
        assertThat(Manifests.list(external.getAsJsonObject("spec"), "data"))
                .extracting(entry -> Manifests.text(entry, "secretKey"))
                .containsAll(asked);
    }

    @Test
    void secrets_are_their_owners_and_stay_when_manifests_are_written_again() throws Exception {
        Path secrets = folder.resolve("overlays/development/secrets.env");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                .isEqualTo("rw-------");
        String before = Files.readString(secrets);
        assertThat(k8s(ADDRESSES)).isZero();
        assertThat(Files.readString(secrets)).isEqualTo(before);
    }

    @Test
    void production_is_refused_by_the_option_that_is_missing() {
        assertThat(k8s("--overlay", "production")).isEqualTo(1);
        assertThat(said.toString()).contains("--payment-provider must say");
        assertThat(k8s(
                        "--overlay",
                        "production",
                        "--payment-provider",
                        "stripe",
                        "--auth-url",
                        "http://auth.example.com"))
                .isEqualTo(1);
        assertThat(said.toString()).contains("--auth-url must say");
    }

    private List<String> secretsOf(Part part) {
        return Manifests.list(container(part), "env").stream()
                .filter(variable -> variable.has("valueFrom"))
                .map(variable -> Manifests.text(Manifests.at(variable, "valueFrom.secretKeyRef"), "key"))
                .toList();
    }

    private JsonObject container(Part part) {
        return Manifests.list(Manifests.at(named("Deployment", part.name()), "spec.template.spec"), "containers")
                .getFirst();
    }

    private JsonObject named(String kind, String name) {
        return Manifests.ofKind(manifests, kind).stream()
                .filter(manifest -> Manifests.name(manifest).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private int k8s(String... options) {
        return new CommandLine(new KubernetesCommand())
                .setOut(new PrintWriter(said))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getOut().println(failure.getMessage());
                    return 1;
                })
                .execute(Stream.concat(Stream.of("--output", folder.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }
}
