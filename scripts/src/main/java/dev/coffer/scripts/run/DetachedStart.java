package dev.coffer.scripts.run;

import dev.coffer.scripts.CofferCommand;
import dev.coffer.scripts.CommandFailed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Starts {@code up} as a process that outlives this one, shows its log until it is ready, and returns. */
final class DetachedStart {

    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final int LOOK_EVERY_MILLIS = 100;

    private final CofferHome home;
    private final PrintWriter out;

    DetachedStart(CofferHome home, SystemPorts ports, List<Service> services, PrintWriter out) {
        this.home = home;
        this.out = out;
        ports.requireFree(services);
    }

    void start(List<String> arguments) throws IOException, InterruptedException {
        Path log = home.log("coffer");
        Files.createDirectories(log.getParent());
        Files.write(log, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        Process process = new ProcessBuilder(command(arguments))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        int shown = 0;
        while (true) {
            boolean hasEnded = process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            boolean isReady = isReady(process);
            shown = show(log, shown);
            if (isReady) {
                out.println("Runs as process " + process.pid() + "; log in " + log + "; './coffer down' ends it.");
                out.flush();
                return;
            }
            if (hasEnded) {
                throw new CommandFailed("The system did not start; the log is above and in " + log);
            }
            if (System.nanoTime() > deadline) {
                process.destroy();
                throw new CommandFailed("Not ready after " + LIMIT.toMinutes() + " minutes; see " + log);
            }
        }
    }

    private boolean isReady(Process process) {
        @Nullable RunningState state = RunningState.read(home.state());
        return state != null && state.ready() && state.pid() == process.pid();
    }

    private int show(Path log, int shown) throws IOException {
        byte[] all = Files.readAllBytes(log);
        if (all.length > shown) {
            out.print(new String(all, shown, all.length - shown, StandardCharsets.UTF_8));
            out.flush();
        }
        return all.length;
    }

    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmOptions.forDevelopment());
        if (!arguments.contains("--separate")) {
            command.addAll(JvmOptions.withArchive());
        }
        command.add("-Dcoffer.root=" + System.getProperty("coffer.root", "."));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(CofferCommand.class.getName());
        command.addAll(arguments);
        return command;
    }
}
