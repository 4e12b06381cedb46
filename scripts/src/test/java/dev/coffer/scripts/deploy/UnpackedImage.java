package dev.coffer.scripts.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An image in the form of `docker save`, laid out as a container has it. Where the test runs as root, what is started sees nothing but the image;
 * else it runs from the image's files, but sees the machine's as well.
 */
final class UnpackedImage {

    private static final int LIMIT_SECONDS = 120;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path root;
    private final JsonNode config;
    private final boolean isAlone;

    private UnpackedImage(Path root, JsonNode config, boolean isAlone) {
        this.root = root;
        this.config = config;
        this.isAlone = isAlone;
    }

    static UnpackedImage of(Path tar, Path folder) throws IOException, InterruptedException {
        Path parts = Files.createDirectories(folder.resolve("parts"));
        Path root = Files.createDirectories(folder.resolve("root"));
        run("tar", "-xf", tar.toString(), "-C", parts.toString());
        JsonNode manifest = JSON.readTree(parts.resolve("manifest.json")).get(0);
        for (JsonNode layer : manifest.path("Layers")) {
            run("tar", "-xzf", parts.resolve(layer.asString()).toString(), "-C", root.toString());
        }
        JsonNode config =
                JSON.readTree(parts.resolve(manifest.path("Config").asString())).path("config");
        return new UnpackedImage(root, config, isolate(root));
    }

    /** The devices that every container has. */
    private static boolean isolate(Path root) throws IOException, InterruptedException {
        Path random = Files.createDirectories(root.resolve("dev")).resolve("urandom");
        return succeeds("mknod", "-m", "666", random.toString(), "c", "1", "9")
                && succeeds("chroot", "--userspec=65532:65532", root.toString(), "/opt/java/bin/java", "-version");
    }

    JsonNode config() {
        return config;
    }

    Path root() {
        return root;
    }

    /** As a container runtime would start it, with the image's variables and those given. */
    Process start(Map<String, String> given, Path log) throws IOException {
        List<String> entrypoint = StreamSupport.stream(config.path("Entrypoint").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
        assertThat(entrypoint.getFirst()).isEqualTo("java");
        List<String> command = new ArrayList<>();
        if (isAlone) {
            command.addAll(List.of("chroot", "--userspec=" + config.path("User").asString(), root.toString()));
            command.add("/opt/java/bin/java");
            command.addAll(entrypoint.subList(1, entrypoint.size()));
        } else {
            command.add(root.resolve("opt/java/bin/java").toString());
            entrypoint.stream()
                    .skip(1)
                    .map(word -> word.startsWith("/app/") ? root + word : word)
                    .forEach(command::add);
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.resolve("tmp").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, String> environment = new HashMap<>(given);
        environment.put("PATH", System.getenv("PATH"));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(succeeds(command)).as(String.join(" ", command)).isTrue();
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean isOver = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            return isOver && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
