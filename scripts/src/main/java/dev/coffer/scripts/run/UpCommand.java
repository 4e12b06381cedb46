package dev.coffer.scripts.run;

import dev.coffer.scripts.CommandFailed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coffer up}: runs the whole system until Ctrl-C, or with {@code --detach} in the background until {@code down}. */
@Command(
        name = "up",
        description = "Runs the whole system on this machine: MongoDB, Redis, all services, the gateway.",
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--separate", description = "One JVM per service instead of one for all.")
    private boolean isSeparate;

    @Option(names = "--only", split = ",", description = "Only these services, and the gateway over them.")
    private Service @Nullable [] only;

    @Option(names = "--fresh", description = "Delete all data first.")
    private boolean isFresh;

    @Option(names = "--detach", description = "Return when the system is ready; './coffer down' ends it.")
    private boolean isDetached;

    @Option(names = "--port-offset", description = "Listen on the usual ports plus this number.", defaultValue = "0")
    private int portOffset;

    @Option(names = "--no-seed", description = "Do not make the demo users and their money.")
    private boolean isUnseeded;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CofferHome home = CofferHome.ofCheckout();
        requireDown(home);
        if (isFresh) {
            home.clear();
        }
        SystemPorts ports = SystemPorts.standard(portOffset);
        if (isDetached) {
            ports.requireFree(services());
            new DetachedStart(home, ports, services(), out()).start(childArguments());
            return 0;
        }
        return run(home, ports);
    }

    private int run(CofferHome home, SystemPorts ports) throws IOException, InterruptedException {
        long began = System.nanoTime();
        LocalSystem system = LocalSystem.start(new LocalSystem.Request(home, ports, services(), isSeparate, this::say));
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(home, system, ended), "coffer-down"));
        RunningState state = RunningState.ofThisProcess(
                false, portOffset, system.stores().mongoUri(), system.stores().redisUri());
        state.write(home.state());
        if (!isUnseeded && only == null) {
            new DemoData(home, ports, this::say).seedOnce();
        }
        state.asReady().write(home.state());
        Welcome.print(out(), ports, services(), (System.nanoTime() - began) / 1_000_000);
        ended.await();
        return 0;
    }

    private static void end(CofferHome home, LocalSystem system, CountDownLatch ended) {
        try {
            system.close();
            Files.deleteIfExists(home.state());
        } catch (IOException e) {
            System.err.println("The file " + home.state() + " cannot be deleted: " + e.getMessage());
        } finally {
            ended.countDown();
        }
    }

    private static void requireDown(CofferHome home) {
        @Nullable RunningState state = RunningState.read(home.state());
        if (state != null && state.process() != null) {
            throw new CommandFailed("A system is up already as process " + state.pid() + "; './coffer down' ends it.");
        }
    }

    private List<Service> services() {
        return only == null
                ? List.of(Service.values())
                : Arrays.stream(only).distinct().sorted().toList();
    }

    private List<String> childArguments() {
        List<String> arguments = new ArrayList<>(List.of("up", "--port-offset", String.valueOf(portOffset)));
        if (isSeparate) {
            arguments.add("--separate");
        }
        if (isUnseeded) {
            arguments.add("--no-seed");
        }
        if (only != null) {
            arguments.add("--only");
            arguments.add(String.join(",", services().stream().map(Service::key).toList()));
        }
        return arguments;
    }

    private void say(String line) {
        PrintWriter out = out();
        out.println(line);
        out.flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
