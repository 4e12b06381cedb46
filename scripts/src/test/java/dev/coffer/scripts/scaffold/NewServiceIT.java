package dev.coffer.scripts.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A new service as its maker gets it, in a copy of this checkout: made with every part, formatted, tested by its own tests, run by
 * {@code coffer up} with everything else, asked through the gateway, tried by its suite, removed again. It builds all of Coffer, which
 * takes minutes: with {@code -Dcoffer.new-service.it=true} only.
 */
@EnabledIfSystemProperty(named = "coffer.new-service.it", matches = "true")
final class NewServiceIT {

    private static final int LIMIT_MINUTES = 15;
    private static final List<Integer> PORTS = List.of(9001, 9002, 9003, 9004, 9005, 9007, 9999);

    @TempDir
    private Path folder;

    private Path checkout = Path.of("");

    @Test
    void is_made_tested_started_asked_and_removed() throws Exception {
        checkout = CheckoutCopy.whole(folder.resolve("coffer"));
        Map<String, String> before = sources();

        make();
        maven("-Dtest=dev/coffer/loyalty/**/*Test", "-Dit.test=dev/coffer/loyalty/**/*IT");
        String offset = Integer.toString(freeOffset());
        run(List.of("./coffer", "up", "--detach", "--port-offset", offset));
        try {
            ask(9999 + Integer.parseInt(offset));
            run(List.of("./coffer", "test", "loyalty", "--port-offset", offset));
        } finally {
            run(List.of("./coffer", "down"));
        }
        assertThat(new CommandLine(new RemoveServiceCommand())
                        .execute("--name", "loyalty", "--checkout", checkout.toString()))
                .isZero();
        assertThat(sources()).isEqualTo(before);
    }

    private void make() {
        int exit = new CommandLine(new NewServiceCommand())
                .execute(
                        "--name",
                        "loyalty",
                        "--port",
                        "9007",
                        "--entities",
                        "Program,GiftCard",
                        "--events",
                        "--sagas",
                        "--webhooks",
                        "--realtime",
                        "--checkout",
                        checkout.toString());
        assertThat(exit).isZero();
    }

    /** Joined to the user, whom another service knows, by both kinds of what the new one keeps. */
    private static void ask(int gatewayPort) {
        try (GatewayClient client = new GatewayClient("http://127.0.0.1:" + gatewayPort + "/graphql")) {
            Person ann = Person.unknown(client, "ann").join("Ann");
            for (String entity : List.of("Program", "GiftCard")) {
                ann.ask(
                                "mutation M($input: Create" + entity + "Input!) { create" + entity
                                        + "(input: $input) { __typename } }",
                                Map.of(
                                        "input",
                                        Map.of(
                                                "name",
                                                "Blue",
                                                "idempotencyKey",
                                                UUID.randomUUID().toString())))
                        .ok();
            }
            Answer answer = ann.ask("{ me { displayName programs { nodes { name owner { displayName } } }"
                            + " giftCards { totalCount } } }")
                    .ok();
            assertThat(answer.text("/me/displayName")).isEqualTo("Ann");
            assertThat(answer.text("/me/programs/nodes/0/owner/displayName")).isEqualTo("Ann");
            assertThat(answer.text("/me/giftCards/totalCount")).isEqualTo("1");
        }
    }

    /** The new module's own tests. Offline where everything is there, as on the machine that has just built the same. */
    private void maven(String... tests) throws Exception {
        List<String> command = new ArrayList<>(List.of("./mvnw", "-B", "-q", "-o", "-pl", "loyalty-service", "-am"));
        command.addAll(List.of(tests));
        command.addAll(List.of(
                "-Dsurefire.failIfNoSpecifiedTests=false", "-Dfailsafe.failIfNoSpecifiedTests=false", "verify"));
        if (!attempt(command).isEmpty()) {
            command.remove("-o");
            run(command);
        }
    }

    private void run(List<String> command) throws Exception {
        assertThat(attempt(command)).as(String.join(" ", command)).isEmpty();
    }

    /** @return nothing where it went well, else the end of what it said */
    private String attempt(List<String> command) throws Exception {
        Path log = folder.resolve("log.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("COFFER_HOME", folder.resolve("home").toString());
        long began = System.nanoTime();
        Process process = builder.start();
        try {
            boolean isOver = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
            System.out.printf(
                    "%s: %d s%n", String.join(" ", command), TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
            String said = Files.readString(log);
            return isOver && process.exitValue() == 0 ? "" : said.substring(Math.max(0, said.length() - 6_000)) + " ";
        } finally {
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
            }
        }
    }

    /** What a system on these ports would be moved up by, so that it meets nobody. */
    private static int freeOffset() {
        return IntStream.iterate(20_000, offset -> offset < 50_000, offset -> offset + 100)
                .filter(offset -> PORTS.stream().allMatch(port -> isFree(port + offset)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** Everything that is not made by a build. */
    private Map<String, String> sources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (String module : List.of(
                "pom.xml",
                "README.md",
                "scripts/pom.xml",
                "scripts/src",
                "gateway/src",
                "gateway/local.yml",
                "access-engine/src",
                "notification-service/src/main",
                "core-lib/src/main",
                "docs/reference")) {
            Path path = checkout.resolve(module);
            if (Files.isDirectory(path)) {
                CheckoutCopy.contents(path).forEach((name, text) -> sources.put(module + "/" + name, text));
            } else {
                sources.put(module, Files.readString(path));
            }
        }
        sources.put("loyalty-service", String.valueOf(Files.exists(checkout.resolve("loyalty-service"))));
        return sources;
    }
}
