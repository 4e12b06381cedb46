package dev.coffer.scripts.compatibility;

import dev.coffer.core.testkit.TestPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Apollo's suite, installed from npm and run by the machine's own Node.js. Where there is none, or where packages cannot be
 * installed because the machine is offline, the tests that need it are skipped and say so. The suite's own way to start
 * everything needs containers and downloads of its own, so its tests and its two subgraphs are run directly.
 */
final class CompatibilitySuite {

    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final Path WORK = Path.of("target", "node").toAbsolutePath();
    private static final Path SUITE =
            WORK.resolve(Path.of("node_modules", "@apollo", "federation-subgraph-compatibility-tests"));
    private static final long INSTALL_SECONDS = 240;
    private static final long RUN_SECONDS = 120;
    private static final long STOP_SECONDS = 10;

    private CompatibilitySuite() {}

    /** Copies our programs and installs the suite, once. */
    static void install() {
        Assumptions.assumeTrue(
                succeeds(INSTALL_SECONDS, "node", "--version"), "skipped: there is no Node.js on this machine");
        try {
            Files.createDirectories(WORK);
            try (var files = Files.list(SOURCES)) {
                for (Path file : files.toList()) {
                    Files.write(WORK.resolve(file.getFileName().toString()), Files.readAllBytes(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean isInstalled = Files.isRegularFile(SUITE.resolve("products.graphql"))
                || succeeds(
                        INSTALL_SECONDS,
                        "npm",
                        "ci",
                        "--ignore-scripts",
                        "--no-audit",
                        "--no-fund",
                        "--prefer-offline");
        Assumptions.assumeTrue(isInstalled, "skipped: npm could not install the packages of src/test/node");
    }

    /** The schema that the subgraph under test must have. */
    static String schema() {
        try {
            return Files.readString(SUITE.resolve("products.graphql"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of the two subgraphs that the suite brings. */
    static final class Subgraph implements AutoCloseable {
        private final Process process;
        private final URI url;

        private Subgraph(Process process, URI url) {
            this.process = process;
            this.url = url;
        }

        /** Where it will take operations as soon as it is ready. */
        URI url() {
            return url;
        }

        @Override
        public void close() {
            end(process);
        }
    }

    /** @param name users or inventory */
    static Subgraph start(String name, String portVariable) {
        int port = TestPorts.free();
        Path program = SUITE.resolve(Path.of("dist", "subgraphs", name, "index.js"));
        ProcessBuilder builder = process("subgraph-" + name, "node", "subgraph.js", program.toString());
        builder.environment().put(portVariable, String.valueOf(port));
        return new Subgraph(started(builder), URI.create("http://127.0.0.1:" + port + "/"));
    }

    /**
     * Runs all tests of the suite.
     *
     * @return by the test's full name, what it found wrong; empty for those that pass
     */
    static Map<String, String> run(URI products, URI router) {
        Path results = WORK.resolve("results.json");
        ProcessBuilder builder = process(
                "jest",
                "node",
                Path.of("node_modules", "jest", "bin", "jest.js").toString(),
                "--ci",
                "--runInBand",
                "--json",
                "--outputFile=" + results);
        builder.environment()
                .putAll(Map.of(
                        "PRODUCTS_URL", products.toString(), "ROUTER_URL", router.toString(), "FORCE_COLOR", "0"));
        Process process = started(builder);
        try {
            Files.deleteIfExists(results);
            if (!process.waitFor(RUN_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the suite did not end within " + RUN_SECONDS + " s");
            }
            return read(JsonMapper.shared().readTree(Files.readAllBytes(results)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            end(process);
        }
    }

    private static Map<String, String> read(JsonNode results) {
        Map<String, String> found = new LinkedHashMap<>();
        for (JsonNode file : results.path("testResults")) {
            for (JsonNode test : file.path("assertionResults")) {
                String status = test.path("status").asString();
                List<String> failures = test.path("failureMessages")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList();
                found.put(
                        test.path("fullName").asString(),
                        status.equals("passed") ? "" : status + ": " + String.join("\n", failures));
            }
        }
        return found;
    }

    private static ProcessBuilder process(String name, String... command) {
        return new ProcessBuilder(command)
                .directory(WORK.toFile())
                .redirectErrorStream(true)
                .redirectOutput(WORK.resolve(name + ".log").toFile());
    }

    private static Process started(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean succeeds(long seconds, String... command) {
        try {
            Files.createDirectories(WORK);
            Process process = process(command[0], command).start();
            try {
                return process.waitFor(seconds, TimeUnit.SECONDS) && process.exitValue() == 0;
            } finally {
                end(process);
            }
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void end(Process process) {
        process.destroyForcibly();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("process " + process.pid() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
