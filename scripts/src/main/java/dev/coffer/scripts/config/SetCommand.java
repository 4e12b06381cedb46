package dev.coffer.scripts.config;

import dev.coffer.scripts.CommandFailed;
import dev.coffer.scripts.client.Answer;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coffer config set}: from the version that is current, or from {@code --expected}. */
@Command(
        name = "set",
        description = "Changes a setting; running services have it within a second.",
        mixinStandardHelpOptions = true)
final class SetCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Access access = new Access();

    @Parameters(index = "0", description = "The setting's key, such as payment-service/fees.", paramLabel = "KEY")
    private String key = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "FIELD=VALUE",
            description = "What to set, such as 'deposit=default=2.5, JPY=1'.")
    private List<String> values = new ArrayList<>();

    @Option(
            names = "--ask",
            paramLabel = "FIELD",
            description =
                    "Asks for this field's value, so that a secret is in no history of commands; without a terminal"
                            + " it is the next line of the input.")
    private List<String> asked = new ArrayList<>();

    @Option(
            names = "--inherit",
            paramLabel = "FIELD",
            description = "Takes the own value of this field away, so that the inherited one counts.")
    private List<String> inherited = new ArrayList<>();

    @Option(names = "--reason", required = true, description = "Why, for the history.")
    private String reason = "";

    @Option(names = "--expected", description = "Change only if this is the current version.")
    private @Nullable Integer expected;

    @Override
    public Integer call() {
        List<Map<String, @Nullable String>> changes = changes();
        try (Access.Connection connection = access.connect()) {
            Map<String, Object> input = new HashMap<>();
            input.put("key", key);
            input.put("tenant", access.tenant());
            input.put("values", changes);
            input.put("reason", reason);
            input.put("expectedVersion", expected == null ? current(connection) : expected);
            Answer answer = connection.change(Documents.SET, Map.of("input", input), "setSetting");
            if (access.isJson()) {
                spec.commandLine().getOut().println(answer.at("/setSetting"));
            } else {
                Printed.setting(answer.at("/setSetting"), spec.commandLine().getOut());
            }
        }
        return 0;
    }

    private int current(Access.Connection connection) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("key", key);
        variables.put("tenant", access.tenant());
        return connection.ask(Documents.GET, variables).at("/setting/version").asInt();
    }

    private List<Map<String, @Nullable String>> changes() {
        List<Map<String, @Nullable String>> changes = new ArrayList<>();
        for (String value : values) {
            int equals = value.indexOf('=');
            if (equals < 1) {
                throw new CommandFailed("'" + value + "' is not FIELD=VALUE.");
            }
            changes.add(change(value.substring(0, equals), value.substring(equals + 1)));
        }
        asked.forEach(field -> changes.add(change(field, ask(field))));
        inherited.forEach(field -> changes.add(change(field, null)));
        if (changes.isEmpty()) {
            throw new CommandFailed("Nothing to set: name FIELD=VALUE, --ask FIELD or --inherit FIELD.");
        }
        return changes;
    }

    private static Map<String, @Nullable String> change(String field, @Nullable String value) {
        Map<String, @Nullable String> change = new HashMap<>();
        change.put("field", field);
        change.put("value", value);
        return change;
    }

    private static String ask(String field) {
        @Nullable Console console = System.console();
        try {
            if (console != null && console.isTerminal()) {
                char[] typed = console.readPassword("%s: ", field);
                if (typed != null) {
                    return new String(typed);
                }
            }
            @Nullable
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line != null) {
                return line;
            }
        } catch (IOException e) {
            throw new CommandFailed("The value of " + field + " cannot be read: " + e.getMessage());
        }
        throw new CommandFailed("The input ended before the value of " + field + ".");
    }
}
