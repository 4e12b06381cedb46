package dev.coffer.scripts.run;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code coffer health}: 0 when every part is ready, else 1. */
@Command(
        name = "health",
        aliases = "status",
        description = "Shows whether every part of the local system is ready.",
        mixinStandardHelpOptions = true)
public final class HealthCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean isJson;

    @Option(names = "--port-offset", description = "The offset that the system was started with.", defaultValue = "0")
    private int portOffset;

    @Override
    public Integer call() {
        SystemHealth health = SystemHealth.look(SystemPorts.standard(portOffset), List.of(Service.values()));
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            out.println(JsonMapper.shared()
                    .writeValueAsString(Map.of("healthy", health.isHealthy(), "services", health.parts())));
        } else {
            print(health, out);
        }
        return health.isHealthy() ? 0 : 1;
    }

    static void print(SystemHealth health, PrintWriter out) {
        out.printf("%-14s %-6s %-6s %-16s %s%n", "SERVICE", "PORT", "READY", "VERSION", "CHECKS");
        for (SystemHealth.Part part : health.parts()) {
            out.printf(
                    "%-14s %-6d %-6s %-16s %s%n",
                    part.name(), part.port(), part.isUp() ? "yes" : "NO", part.version(), checks(part));
        }
        out.flush();
    }

    private static String checks(SystemHealth.Part part) {
        return String.join(
                "; ",
                part.checks().entrySet().stream()
                        .map(check -> check.getKey() + ": " + check.getValue())
                        .toList());
    }
}
