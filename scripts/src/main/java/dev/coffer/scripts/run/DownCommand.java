package dev.coffer.scripts.run;

import dev.coffer.scripts.CommandFailed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code coffer down}: ends the system that {@code up --detach} started, gracefully. */
@Command(name = "down", description = "Ends the local system that runs.", mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {

    private static final int GRACE_SECONDS = 40;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CofferHome home = CofferHome.ofCheckout();
        PrintWriter out = spec.commandLine().getOut();
        @Nullable RunningState state = RunningState.read(home.state());
        @Nullable ProcessHandle process = state == null ? null : state.process();
        if (process == null) {
            Files.deleteIfExists(home.state());
            out.println("Nothing is up.");
            return 0;
        }
        out.println("Ending process " + process.pid() + " ...");
        out.flush();
        process.destroy();
        if (!ends(process)) {
            process.destroyForcibly();
            if (!ends(process)) {
                throw new CommandFailed("Process " + process.pid() + " does not end.");
            }
            out.println("It did not end within " + GRACE_SECONDS + " s and was killed; the next start recovers.");
        }
        Files.deleteIfExists(home.state());
        out.println("Down.");
        return 0;
    }

    private static boolean ends(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new CommandFailed("Process " + process.pid() + " cannot be watched: " + e.getMessage());
        }
    }
}
