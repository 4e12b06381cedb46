package dev.coffer.scripts.doctor;

import dev.coffer.scripts.run.CofferHome;
import dev.coffer.scripts.run.RunningSystem;
import dev.coffer.scripts.run.SystemPorts;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code coffer doctor}: 0 where nothing is wrong, else 1. Changes nothing. */
@Command(
        name = "doctor",
        description = "Finds what is wrong with a set-up, and says what mends it.",
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean isJson;

    @Option(
            names = "--mongo",
            description = "The MongoDB to look at; that of the running system, or COFFER_MONGODB_URI, by default.")
    private @Nullable String mongo;

    @Option(
            names = "--redis",
            description = "The Redis to look at; that of the running system, or COFFER_REDIS_URI, by default.")
    private @Nullable String redis;

    @Option(
            names = "--port-offset",
            description = "The offset that a system is to be started with.",
            defaultValue = "0")
    private int portOffset;

    @Override
    public Integer call() {
        RunningSystem running = RunningSystem.find();
        List<Finding> found = new ArrayList<>();
        found.add(JdkLook.look());
        found.add(DiskLook.look(CofferHome.ofCheckout().folder()));
        found.addAll(
                running == null
                        ? PortLook.look(SystemPorts.standard(portOffset))
                        : SystemLook.look(SystemPorts.standard(running.portOffset())));
        found.addAll(stores(running));
        print(found);
        return found.stream().anyMatch(finding -> finding.level() == Finding.Level.PROBLEM) ? 1 : 0;
    }

    private List<Finding> stores(@Nullable RunningSystem running) {
        List<Finding> found = new ArrayList<>();
        String mongoUri = first(mongo, running == null ? System.getenv("COFFER_MONGODB_URI") : running.mongoUri());
        String redisUri = first(redis, running == null ? System.getenv("COFFER_REDIS_URI") : running.redisUri());
        if (mongoUri != null) {
            found.addAll(DoctorWiring.mongo(mongoUri));
        }
        if (redisUri != null) {
            found.addAll(RedisLook.look(redisUri));
        }
        if (found.isEmpty()) {
            found.add(Finding.ok("No stores are named: './coffer up' starts its own"));
        }
        return found;
    }

    private static @Nullable String first(@Nullable String given, @Nullable String otherwise) {
        String chosen = given == null ? otherwise : given;
        return chosen == null || chosen.isBlank() ? null : chosen;
    }

    private void print(List<Finding> found) {
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            boolean isWell = found.stream().noneMatch(finding -> finding.level() == Finding.Level.PROBLEM);
            out.println(JsonMapper.shared().writeValueAsString(Map.of("healthy", isWell, "findings", found)));
        } else {
            for (Finding finding : found) {
                out.printf("%-8s %s%n", finding.level(), finding.what());
                if (finding.fix() != null) {
                    out.printf("%-8s -> %s%n", "", finding.fix());
                }
            }
        }
        out.flush();
    }
}
