package dev.coffer.scripts.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.auth.user.NewUser;
import dev.coffer.core.provision.LocalStores;
import dev.coffer.core.provision.StoreRequest;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import dev.coffer.scripts.config.ConfigCommand;
import dev.coffer.scripts.run.RunningSystem;
import dev.coffer.scripts.run.Service;
import dev.coffer.scripts.run.SystemHealth;
import dev.coffer.scripts.run.SystemPorts;
import dev.coffer.scripts.user.DirectUsers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;

/** A system that runs from nothing but its images, told what the compose file of production tells it. Their base is made on Linux only. */
@EnabledIf("hasBase")
final class ImagesIT {

    private static final Duration LIMIT = Duration.ofMinutes(4);

    @TempDir
    private static Path folder;

    static boolean hasBase() throws IOException {
        return OwnRuntime.whereLoaded() != null;
    }

    @BeforeAll
    static void make() {
        assertThat(images("images")).isZero();
    }

    private static int images(String output, String... more) {
        List<String> options = new ArrayList<>(
                List.of("--base", "scratch", "--output", folder.resolve(output).toString()));
        options.addAll(List.of(more));
        return new CommandLine(new ImagesCommand())
                .setOut(new PrintWriter(new StringWriter()))
                .execute(options.toArray(String[]::new));
    }

    @Test
    void the_same_jars_make_the_same_image_which_runs_as_nobody_in_particular() throws Exception {
        assertThat(images("again", "--only", "bonus-service")).isZero();
        assertThat(Files.mismatch(
                        folder.resolve("images/bonus-service.tar"), folder.resolve("again/bonus-service.tar")))
                .isEqualTo(-1);
        UnpackedImage image = UnpackedImage.of(folder.resolve("again/bonus-service.tar"), folder.resolve("looked-at"));
        assertThat(image.config().path("User").asString()).isEqualTo("65532:65532");
        assertThat(image.config().path("ExposedPorts").has("9003/tcp")).isTrue();
        try (var jars = Files.list(image.root().resolve("app/lib"))) {
            assertThat(jars.map(jar -> String.valueOf(jar.getFileName())).toList())
                    .anyMatch(jar -> jar.startsWith("bonus-service"))
                    .noneMatch(jar -> jar.startsWith("payment-service") || jar.startsWith("scripts"));
        }
    }

    @Test
    void a_system_of_images_with_the_environment_of_production_takes_users_and_opens_their_wallets() throws Exception {
        SystemPorts ports = SystemPorts.free();
        List<Process> processes = new ArrayList<>();
        try (LocalStores stores =
                LocalStores.start(StoreRequest.in(folder.resolve("stores")).closedByOwner())) {
            start(processes, ports, stores);
            use(ports);
            makeAnAdministrator(ports, stores);
        } finally {
            processes.forEach(Process::destroyForcibly);
            for (Process process : processes) {
                process.waitFor();
            }
        }
    }

    private static void start(List<Process> processes, SystemPorts ports, LocalStores stores) throws Exception {
        for (Part part : Part.all()) {
            UnpackedImage image = UnpackedImage.of(
                    folder.resolve("images").resolve(part.name() + ".tar"), folder.resolve(part.name()));
            processes.add(image.start(environment(part, ports, stores), folder.resolve(part.name() + ".log")));
        }
    }

    private static void use(SystemPorts ports) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(SystemHealth.look(ports, List.of(Service.values()))
                                .parts())
                        .as(ImagesIT::said)
                        .allMatch(SystemHealth.Part::isUp));
        try (GatewayClient client = new GatewayClient(ports.gatewayUrl())) {
            Person ann = Person.unknown(client, "ann").join("Ann");
            assertThat(ann.ask("{ me { displayName wallets { currency } } }")
                            .ok()
                            .text("/me/wallets/0/currency"))
                    .isEqualTo("EUR");
        }
    }

    /** The end of what each part said, for whoever has to find out why it is not up. */
    private static String said() {
        StringBuilder all = new StringBuilder();
        for (Part part : Part.all()) {
            try {
                String log = Files.readString(folder.resolve(part.name() + ".log"));
                all.append(part.name()).append(":\n").append(log.substring(Math.max(0, log.length() - 3_000)));
            } catch (IOException none) {
                all.append(part.name()).append(" said nothing\n");
            }
        }
        return all.toString();
    }

    /** As docs/deployment.md has it: from a machine that is told where the stores are. */
    private static void makeAnAdministrator(SystemPorts ports, LocalStores stores) throws Exception {
        String key = environment(Part.of(Service.AUTH), ports, stores).get("COFFER_MASTER_KEY");
        RunningSystem elsewhere = Objects.requireNonNull(RunningSystem.named(Map.of(
                "COFFER_MONGODB_URI", stores.mongoUri(),
                "COFFER_REDIS_URI", stores.redisUri(),
                "COFFER_MASTER_KEY", Objects.requireNonNull(key))));
        DirectUsers.create(
                elsewhere.settings(),
                NewUser.parse(
                        "main",
                        "root@example.com",
                        null,
                        "Root",
                        null,
                        "quite a long secret",
                        null,
                        Set.of("admin", "user")));
        StringWriter listed = new StringWriter();
        int exit = new CommandLine(new ConfigCommand())
                .setOut(new PrintWriter(listed))
                .execute(
                        "list",
                        "--url",
                        ports.gatewayUrl(),
                        "--email",
                        "root@example.com",
                        "--password",
                        "quite a long secret");
        assertThat(exit).isZero();
        assertThat(listed.toString()).contains("payment-service/fees");
    }

    /** What the compose file says, with the hosts that it has given this machine's ports. */
    private static Map<String, String> environment(Part part, SystemPorts ports, LocalStores stores) throws Exception {
        Map<String, String> environment = new HashMap<>();
        composed(part).forEach((name, value) -> environment.put(name, here(value.toString(), ports)));
        if (!part.isGateway()) {
            environment.put("COFFER_MONGODB_URI", stores.mongoUri());
            environment.put("COFFER_REDIS_URI", stores.redisUri());
        }
        String own = String.valueOf(
                part.isGateway()
                        ? ports.gateway()
                        : ports.of(Service.values()[Part.all().indexOf(part)]));
        // Six JVMs start at once, and nothing is measured.
        environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        environment.put(part.isGateway() ? "COFFER_GATEWAY_PORT" : "SERVER_PORT", own);
        return environment;
    }

    private static String here(String value, SystemPorts ports) {
        String changed = value;
        for (Service service : Service.values()) {
            changed = changed.replace(Part.of(service).name() + ":" + service.port(), "127.0.0.1:" + ports.of(service));
        }
        return changed;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> composed(Part part) throws Exception {
        Path compose = folder.resolve("compose");
        if (!Files.exists(compose)) {
            assertThat(new CommandLine(new ComposeFilesCommand())
                            .setOut(new PrintWriter(new StringWriter()))
                            .execute(
                                    "--production",
                                    "--output",
                                    compose.toString(),
                                    "--auth-url",
                                    "https://auth.example.com",
                                    "--mail-url",
                                    "https://mail.example.com",
                                    "--files-url",
                                    "https://files.example.com",
                                    "--payment-provider",
                                    "simulator"))
                    .isZero();
        }
        String text = Files.readString(compose.resolve("compose.yaml"));
        for (String variable : Files.readAllLines(compose.resolve(".env"))) {
            int equals = variable.indexOf('=');
            String name = variable.substring(0, equals);
            text = text.replaceAll("\\$\\{" + name + "(:[^}]*)?}", variable.substring(equals + 1));
        }
        Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        Map<String, Object> services = (Map<String, Object>) Objects.requireNonNull(file.get("services"));
        Map<String, Object> service = (Map<String, Object>) Objects.requireNonNull(services.get(part.name()));
        return (Map<String, Object>) Objects.requireNonNull(service.get("environment"));
    }
}
