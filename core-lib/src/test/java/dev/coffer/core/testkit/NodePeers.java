package dev.coffer.core.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs of src/test/node of a module, run by the machine's own Node.js. Where there is none, or its packages cannot be installed because the
 * machine is offline, the tests that need it are skipped and say so.
 */
public final class NodePeers {
    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final Path WORK = Path.of("target", "node");
    private static final long INSTALL_SECONDS = 180;
    private static final long RUN_SECONDS = 60;

    private NodePeers() {}

    /** Copies the programs and installs what they need, once. */
    public static void install() {
        Assumptions.assumeTrue(succeeds(List.of("node", "--version")), "skipped: there is no Node.js on this machine");
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
        Assumptions.assumeTrue(isInstalled(), "skipped: npm could not install the packages of src/test/node");
    }

    private static boolean isInstalled() {
        Path installed = WORK.resolve("installed-lock.json");
        Path wanted = SOURCES.resolve("package-lock.json");
        try {
            if (Files.exists(installed) && Files.mismatch(installed, wanted) == -1) {
                return true;
            }
            if (!succeeds(List.of("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline"))) {
                return false;
            }
            Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean succeeds(List<String> command) {
        try {
            Files.createDirectories(WORK);
            Process process = new ProcessBuilder(command)
                    .directory(WORK.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A program under way. */
    public static final class Run implements AutoCloseable {
        private final Process process;
        private final Path output;

        private Run(Process process, Path output) {
            this.process = process;
            this.output = output;
        }

        /** What it has printed so far. */
        public List<String> lines() {
            try {
                return Files.readAllLines(output, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Waits for its end. @return all that it printed */
        public List<String> finish() {
            try {
                if (!process.waitFor(RUN_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("it did not end within " + RUN_SECONDS + " s: " + lines());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
            if (process.exitValue() != 0) {
                throw new AssertionError("it ended with " + process.exitValue() + ": " + lines());
            }
            return lines();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    public static Run run(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of("node", program));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile(WORK, program, ".out");
            Process process = new ProcessBuilder(command)
                    .directory(WORK.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new Run(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
