package dev.coffer.scripts.config;

import dev.coffer.scripts.client.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coffer config rollback}. */
@Command(
        name = "rollback",
        description = "Restores what an earlier version had set, as a new version.",
        mixinStandardHelpOptions = true)
final class RollbackCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Access access = new Access();

    @Parameters(index = "0", description = "The setting's key, such as payment-service/fees.", paramLabel = "KEY")
    private String key = "";

    @Parameters(index = "1", description = "The version to restore; 0 for nothing set.", paramLabel = "VERSION")
    private int version;

    @Option(names = "--reason", required = true, description = "Why, for the history.")
    private String reason = "";

    @Override
    public Integer call() {
        Map<String, Object> variables = new HashMap<>();
        variables.put("key", key);
        variables.put("tenant", access.tenant());
        try (Access.Connection connection = access.connect()) {
            Map<String, Object> input = new HashMap<>(variables);
            input.put("version", version);
            input.put("reason", reason);
            input.put(
                    "expectedVersion",
                    connection
                            .ask(Documents.GET, variables)
                            .at("/setting/version")
                            .asInt());
            Answer answer = connection.change(Documents.ROLLBACK, Map.of("input", input), "rollbackSetting");
            if (access.isJson()) {
                spec.commandLine().getOut().println(answer.at("/rollbackSetting"));
            } else {
                Printed.setting(
                        answer.at("/rollbackSetting"), spec.commandLine().getOut());
            }
        }
        return 0;
    }
}
