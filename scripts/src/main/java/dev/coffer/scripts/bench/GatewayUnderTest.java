package dev.coffer.scripts.bench;

import dev.coffer.scripts.CommandFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway in a process of its own, so that what it uses can be told from the rest. It ends with this one. */
final class GatewayUnderTest implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration END_LIMIT = Duration.ofSeconds(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final String OURS = "dev.coffer.scripts.run.GatewayProcess";

    private final Process process;
    private final String url;

    private GatewayUnderTest(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Coffer's, which composes {@code subgraphs} itself. */
    static GatewayUnderTest coffer(Map<String, String> subgraphs, Path folder, String heap)
            throws IOException, InterruptedException {
        StringBuilder config = new StringBuilder("subgraphs:\n");
        subgraphs.forEach((name, url) -> config.append("  - name: ")
                .append(name)
                .append("\n    url: ")
                .append(url)
                .append('\n'));
        return coffer(config.toString(), folder, heap, List.of());
    }

    /**
     * @param config the list of subgraphs, in YAML
     * @param settings beyond the address, as arguments
     */
    static GatewayUnderTest coffer(String config, Path folder, String heap, List<String> settings)
            throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("subgraphs.yaml"), config);
        List<String> command = java(heap, OURS);
        command.addAll(List.of(
                "--coffer.gateway.config=" + file,
                "--coffer.gateway.port=0",
                "--coffer.gateway.watch=false",
                "--coffer.gateway.verify-tokens=false"));
        command.addAll(settings);
        return start(command, folder, "coffer", Pattern.compile("gateway serves GraphQL at (\\S+)"));
    }

    /** How a main class of this class path is started in a JVM of its own. */
    static List<String> java(String heap, String mainClass) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-Dio.netty.allocator.type=pooled",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
    }

    /**
     * @param name of its log
     * @param address how it says where it serves, the address as the first group
     */
    static GatewayUnderTest start(List<String> command, Path folder, String name, Pattern address)
            throws IOException, InterruptedException {
        Path log = folder.resolve(name + ".log");
        // Its standard input stays open until this JVM ends, which is how it learns of that.
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < limit) {
            Matcher said = address.matcher(Files.readString(log, StandardCharsets.UTF_8));
            if (said.find()) {
                return new GatewayUnderTest(process, said.group(1));
            }
            if (process.waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        process.destroyForcibly();
        throw new CommandFailed(
                "The gateway " + name + " did not start:\n" + Files.readString(log, StandardCharsets.UTF_8));
    }

    String url() {
        return url;
    }

    /** Processor time since its start, of all its threads. */
    Duration spent() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Resident memory in bytes; 0 where the platform does not tell. */
    long residentBytes() throws IOException, InterruptedException {
        Process asked = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(process.pid())).start();
        String kilobytes = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        asked.waitFor();
        return kilobytes.isEmpty() ? 0 : Long.parseLong(kilobytes) * 1024;
    }

    /** The most that was resident at one time, in bytes; 0 where there is no {@code /proc}. */
    long peakBytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .sum();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
