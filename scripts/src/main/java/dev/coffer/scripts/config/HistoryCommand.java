package dev.coffer.scripts.config;

import dev.coffer.scripts.client.Answer;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code coffer config history}. */
@Command(
        name = "history",
        description = "Shows who changed a setting, when, why and how; the newest change first.",
        mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Access access = new Access();

    @Parameters(description = "The setting's key, such as payment-service/fees.", paramLabel = "KEY")
    private String key = "";

    @Option(names = "--first", description = "How many versions, 1 to 100.", defaultValue = "20")
    private int first;

    @Override
    public Integer call() {
        Map<String, Object> variables = new HashMap<>();
        variables.put("key", key);
        variables.put("tenant", access.tenant());
        variables.put("first", first);
        PrintWriter out = spec.commandLine().getOut();
        try (Access.Connection connection = access.connect()) {
            Answer answer = connection.ask(Documents.HISTORY, variables);
            if (access.isJson()) {
                out.println(answer.at("/setting"));
                return 0;
            }
            JsonNode versions = answer.at("/setting/history/nodes");
            versions.forEach(version -> Printed.version(version, out));
            if (versions.isEmpty()) {
                out.println("Never changed: the inherited values hold.");
            }
        }
        return 0;
    }
}
