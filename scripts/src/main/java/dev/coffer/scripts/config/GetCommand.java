package dev.coffer.scripts.config;

import dev.coffer.scripts.client.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coffer config get}. */
@Command(name = "get", description = "Shows a setting as it is now.", mixinStandardHelpOptions = true)
final class GetCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Access access = new Access();

    @Parameters(description = "The setting's key, such as payment-service/fees.", paramLabel = "KEY")
    private String key = "";

    @Override
    public Integer call() {
        Map<String, Object> variables = new HashMap<>();
        variables.put("key", key);
        variables.put("tenant", access.tenant());
        try (Access.Connection connection = access.connect()) {
            Answer answer = connection.ask(Documents.GET, variables);
            if (access.isJson()) {
                spec.commandLine().getOut().println(answer.at("/setting"));
            } else {
                Printed.setting(answer.at("/setting"), spec.commandLine().getOut());
            }
        }
        return 0;
    }
}
