package dev.coffer.scripts.suite;

import dev.coffer.scripts.CommandFailed;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.run.RunningSystem;
import dev.coffer.scripts.run.Service;
import dev.coffer.scripts.run.SystemPorts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code coffer test}: runs scripted suites through the gateway of a running system; 1 when a step fails. */
@Command(
        name = "test",
        description = "Runs scripted suites against the running system, through its gateway, as a client would.",
        mixinStandardHelpOptions = true)
public final class TestCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(description = "auth, payment, kyc, bonus, input, saga, refusals, step-up, config or all", arity = "1")
    private String suite = "all";

    @Option(names = "--url", description = "The gateway's GraphQL address; by default the local system's.")
    private @Nullable String url;

    @Option(names = "--port-offset", description = "The offset that the system was started with.", defaultValue = "0")
    private int portOffset;

    @Option(names = "--json", description = "Print one JSON object per suite.")
    private boolean isJson;

    @Option(names = "--junit", description = "Also write JUnit XML to this folder.")
    private @Nullable Path junit;

    @Override
    public Integer call() throws IOException {
        String endpoint = url == null ? SystemPorts.standard(portOffset).gatewayUrl() : url;
        Staff staff = new Staff(
                () -> RunningSystem.required().settings(),
                () -> SystemPorts.standard(portOffset).url(Service.NOTIFICATION));
        boolean allPassed = true;
        try (GatewayClient client = new GatewayClient(endpoint)) {
            requireAnswer(client);
            for (Suite chosen : Suites.named(suite, client, staff)) {
                allPassed &= run(chosen);
            }
        }
        return allPassed ? 0 : 1;
    }

    private boolean run(Suite chosen) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Suite.Result result = chosen.run(step -> {
            if (!isJson) {
                print(step, out);
            }
        });
        if (isJson) {
            out.println(JsonMapper.shared().writeValueAsString(result));
        } else {
            out.printf("%s: %d passed, %d failed%n", result.suite(), result.passed(), result.failed());
        }
        out.flush();
        if (junit != null) {
            Files.createDirectories(junit);
            Files.writeString(junit.resolve("TEST-coffer-" + result.suite() + ".xml"), JUnitXml.of(result));
        }
        return result.failed() == 0;
    }

    private static void print(Suite.StepResult step, PrintWriter out) {
        out.printf("  %s  %-90s %5d ms%n", step.ok() ? "ok  " : "FAIL", step.name(), step.millis());
        if (step.error() != null) {
            out.println("        " + step.error());
        }
        out.flush();
    }

    private static void requireAnswer(GatewayClient client) {
        try {
            client.ask("{ __typename }", java.util.Map.of(), null);
        } catch (GatewayClient.NoAnswer e) {
            throw new CommandFailed("No gateway answers at " + client.endpoint() + ". Start one with './coffer up'.");
        }
    }
}
