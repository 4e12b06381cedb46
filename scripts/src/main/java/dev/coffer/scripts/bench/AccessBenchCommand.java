package dev.coffer.scripts.bench;

import dev.coffer.scripts.CommandFailed;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code coffer bench access}: has the benchmark of access-engine compiled and runs it. The engines that it is compared with
 * are dependencies of that profile alone, so they are neither in the library nor in this command.
 */
@Command(
        name = "access",
        description =
                "Measures a permission decision beside jCasbin, SAPL and Cedar, at 1,100, 11,000 and 110,000 rules.",
        mixinStandardHelpOptions = true)
final class AccessBenchCommand implements Callable<Integer> {

    private static final String MAIN = "dev.coffer.access.bench.AccessBench";

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean isJson;

    @Option(
            names = "--seconds",
            description = "Length of measuring each engine at each size (${DEFAULT-VALUE}).",
            defaultValue = "3")
    private int seconds;

    @Option(
            names = "--engines",
            split = ",",
            description = "Only these beside coffer: coffer-conditions, sapl, cedar, casbin.")
    private List<String> engines = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (seconds < 1) {
            throw new ParameterException(spec.commandLine(), "--seconds is at least 1");
        }
        Path root = Path.of(System.getProperty("coffer.root", ".")).toAbsolutePath();
        Path target = root.resolve("access-engine").resolve("target");
        Path libraries = target.resolve("bench.classpath");
        build(root, libraries);
        String classPath = String.join(
                File.pathSeparator,
                target.resolve("classes").toString(),
                target.resolve("bench-classes").toString(),
                Files.readString(libraries).strip());
        return run(command(classPath), root);
    }

    private List<String> command(String classPath) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath, MAIN));
        command.addAll(List.of("--seconds", Integer.toString(seconds)));
        if (!engines.isEmpty()) {
            command.addAll(List.of("--engines", String.join(",", engines)));
        }
        if (isJson) {
            command.add("--json");
        }
        return command;
    }

    private static void build(Path root, Path libraries) throws IOException, InterruptedException {
        List<String> command = List.of(
                root.resolve("mvnw").toString(),
                "-B",
                "-q",
                "-Pbench",
                "-pl",
                "access-engine",
                "-Dspotless.check.skip=true",
                "-Djacoco.skip=true",
                "-Dmdep.outputFile=" + libraries,
                "test-compile",
                "dependency:build-classpath");
        if (run(command, root) != 0) {
            throw new CommandFailed("The benchmark of access-engine could not be built; see above.");
        }
    }

    private static int run(List<String> command, Path root) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .directory(root.toFile())
                .inheritIO()
                .start()
                .waitFor();
    }
}
