package dev.coffer.scripts.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.scripts.CofferCommand;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.docs.DocumentedLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every call of {@code ./coffer} that a document has in a block is run on a whole system, or by the test that is named here. */
class DocumentedCommandsIT {

    private static final String ROOT = "coffer.root";
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final String PREFIX = "dev.coffer.scripts.";

    /** The longest beginning that fits counts. */
    private static final Map<String, String> RUN_ELSEWHERE = Map.ofEntries(
            Map.entry("up", "run.UpIT"),
            Map.entry("down", "run.UpIT"),
            Map.entry("test", "suite.SystemIT"),
            Map.entry("bench access", "bench.AccessBenchCommandTest"),
            Map.entry("bench auth", "bench.AuthBenchIT"),
            Map.entry("bench bonus", "bench.BonusBenchIT"),
            Map.entry("bench cache", "bench.StoreBenchesIT"),
            Map.entry("bench paging", "bench.StoreBenchesIT"),
            Map.entry("bench events", "bench.EventsBenchIT"),
            Map.entry("bench gateway", "bench.FederatedBenchIT"),
            Map.entry("bench payments", "bench.GatewayBenchIT"),
            Map.entry("bench kyc", "bench.KycBenchCommandTest"),
            Map.entry("bench ledger", "bench.LedgerBenchIT"),
            Map.entry("bench subscriptions", "bench.SubscriptionsBenchIT"),
            Map.entry("new-service", "scaffold.NewServiceCommandTest"),
            Map.entry("remove-service", "scaffold.NewServiceCommandTest"),
            Map.entry("gateway run", "gateway.RunCommandTest"),
            Map.entry("images", "deploy.ImagesIT"));

    private static @Nullable String former;
    private static Path root = Path.of("");
    private static int offset;
    private static @Nullable LocalSystem system;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        root = folder;
        former = System.setProperty(ROOT, root.toString());
        offset = UpIT.freeOffset();
        SystemPorts ports = SystemPorts.standard(offset);
        CofferHome home = CofferHome.ofCheckout();
        LocalSystem started = LocalSystem.start(
                new LocalSystem.Request(home, ports, List.of(Service.values()), false, System.out::println));
        system = started;
        RunningState.ofThisProcess(
                        true,
                        offset,
                        started.stores().mongoUri(),
                        started.stores().redisUri())
                .write(home.state());
        layOut();
        assertThat(run(List.of(
                        "user",
                        "create",
                        "--email",
                        "you@example.com",
                        "--role",
                        "admin,user",
                        "--password",
                        DocumentedLines.PASSWORD)))
                .isEmpty();
    }

    /** The files that the documents speak of. */
    private static void layOut() throws IOException {
        for (String file : List.of("schema.graphql", "schema-released.graphql")) {
            Path target = root.resolve("docs/reference").resolve(file);
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.copy(CHECKOUT.resolve("docs/reference").resolve(file), target);
        }
        Files.copy(root.resolve("docs/reference/schema.graphql"), root.resolve("old.graphql"));
        Files.copy(root.resolve("docs/reference/schema.graphql"), root.resolve("new.graphql"));
        Files.writeString(root.resolve("query.graphql"), "{ me { displayName wallets { currency } } }");
        String local = Files.readString(CHECKOUT.resolve("gateway/local.yml"));
        for (Service service : Service.values()) {
            local = local.replace(":" + service.port() + "/", ":" + (service.port() + offset) + "/");
        }
        Files.createDirectories(root.resolve("gateway"));
        Files.writeString(root.resolve("gateway/local.yml"), local);
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
        if (former == null) {
            System.clearProperty(ROOT);
        } else {
            System.setProperty(ROOT, former);
        }
    }

    @TestFactory
    Stream<DynamicTest> every_call_that_is_not_run_elsewhere_does_what_it_should() {
        return DocumentedLines.startingWith("./coffer ").stream()
                .map(DocumentedLines::words)
                .map(words -> words.subList(1, words.size()))
                .filter(words -> elsewhere(words).isEmpty())
                .distinct()
                .map(words -> DynamicTest.dynamicTest(
                        String.join(" ", words),
                        () -> assertThat(run(here(words))).isEmpty()));
    }

    @Test
    void what_is_run_elsewhere_is_run_by_a_test_that_exists() throws Exception {
        List<String> calls = DocumentedLines.startingWith("./coffer ");
        for (String call : calls) {
            List<String> words = DocumentedLines.words(call);
            Optional<String> test = elsewhere(words.subList(1, words.size()));
            if (test.isPresent()) {
                Class.forName(PREFIX + test.get());
            }
        }
        assertThat(calls).hasSizeGreaterThan(30);
    }

    /** Written anew by {@code -Dit.test=DocumentedCommandsIT -Dcoffer.reference.write=true}. */
    @Test
    void the_reference_of_settings_is_what_services_declare() throws Exception {
        Path reference = CHECKOUT.resolve("docs/reference/settings.md");
        String text;
        try (GatewayClient client =
                new GatewayClient(SystemPorts.standard(offset).gatewayUrl())) {
            String token = client.ask(
                            "mutation L($input: LoginInput!) { login(input: $input) { ... on Session { accessToken } } }",
                            Map.of(
                                    "input",
                                    Map.of("identifier", "you@example.com", "password", DocumentedLines.PASSWORD)),
                            null)
                    .ok()
                    .text("/login/accessToken");
            text = SettingReference.text(client, token);
        }
        if (Boolean.getBoolean("coffer.reference.write")) {
            Files.writeString(reference, text);
        }
        assertThat(Files.exists(reference) ? Files.readString(reference) : "")
                .as("stale: write it anew with -Dcoffer.reference.write=true")
                .isEqualTo(text);
    }

    private static Optional<String> elsewhere(List<String> words) {
        String call = String.join(" ", words);
        return RUN_ELSEWHERE.entrySet().stream()
                .filter(entry -> call.equals(entry.getKey()) || call.startsWith(entry.getKey() + " "))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue);
    }

    /** Files in this test's folder, and the ports of its system. */
    private static List<String> here(List<String> words) {
        List<String> here = new ArrayList<>();
        for (String word : words) {
            boolean isFile = word.endsWith(".graphql") || word.endsWith(".graphqls") || word.endsWith(".yml");
            boolean isFolder = !here.isEmpty() && here.getLast().equals("--output");
            here.add(isFile || isFolder ? root.resolve(word).toString() : word);
        }
        if (takes(here, "--port-offset")) {
            here.addAll(List.of("--port-offset", String.valueOf(offset)));
        }
        return here;
    }

    private static boolean takes(List<String> words, String option) {
        CommandLine.ParseResult parsed = CofferCommand.commandLine().parseArgs(words.toArray(String[]::new));
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        return parsed.commandSpec().findOption(option) != null && !words.contains(option);
    }

    /** @return nothing where it went well, else what it said */
    private static String run(List<String> words) {
        StringWriter said = new StringWriter();
        int exit = CofferCommand.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(words.toArray(String[]::new));
        return exit == 0 ? "" : "exit " + exit + ": " + said;
    }
}
