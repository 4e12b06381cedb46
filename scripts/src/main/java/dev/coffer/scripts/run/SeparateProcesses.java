package dev.coffer.scripts.run;

import dev.coffer.scripts.CommandFailed;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Parts of a system as JVMs of their own. Each watches its standard input, which this process holds open: when this process
 * ends, in whatever way, so do they.
 */
final class SeparateProcesses implements AutoCloseable {

    private static final int GRACE_SECONDS = 30;

    private final List<Child> children = new ArrayList<>();

    private record Child(String name, Process process, Path log) {}

    void start(
            String name,
            Class<?> main,
            List<String> args,
            Map<String, String> environment,
            CofferHome home,
            Consumer<String> progress) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmOptions.forDevelopment());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(args);
        Path log = home.log(name);
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())));
            builder.environment().putAll(environment);
            // No balancer looks at them, and a person waits for their end.
            builder.environment().putIfAbsent("COFFER_DRAIN_NOTICE", "0s");
            children.add(new Child(name, builder.start(), log));
        } catch (IOException e) {
            throw new CommandFailed("The process of " + name + " cannot be started: " + e.getMessage());
        }
        progress.accept(name + " starts as a process of its own, logging to " + log);
    }

    /** @throws CommandFailed naming the first that has ended, and its log */
    void requireAlive() {
        for (Child child : children) {
            if (!child.process.isAlive()) {
                throw new CommandFailed("The process of " + child.name + " has ended with exit code "
                        + child.process.exitValue() + "; see " + child.log);
            }
        }
    }

    @Override
    public void close() {
        children.forEach(child -> child.process.destroy());
        for (Child child : children) {
            try {
                if (!child.process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                    child.process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                child.process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        children.clear();
    }
}
