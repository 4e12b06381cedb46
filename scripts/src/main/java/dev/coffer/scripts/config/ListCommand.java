package dev.coffer.scripts.config;

import dev.coffer.scripts.client.Answer;
import java.io.PrintWriter;
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
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code coffer config list}. */
@Command(name = "list", description = "Shows all settings as they are now.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Access access = new Access();

    @Option(names = "--service", description = "Only those of one service, such as payment-service.")
    private @Nullable String service;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Access.Connection connection = access.connect()) {
            List<JsonNode> settings = all(connection);
            if (access.isJson()) {
                out.println(JsonMapper.shared().writeValueAsString(Map.of("settings", settings)));
            } else {
                settings.forEach(setting -> Printed.setting(setting, out));
            }
        }
        return 0;
    }

    private List<JsonNode> all(Access.Connection connection) {
        List<JsonNode> settings = new ArrayList<>();
        @Nullable String after = null;
        do {
            Map<String, Object> variables = new HashMap<>();
            variables.put("tenant", access.tenant());
            variables.put("after", after);
            if (service != null) {
                variables.put("filter", Map.of("service", service));
            }
            Answer page = connection.ask(Documents.LIST, variables);
            page.at("/settings/nodes").forEach(settings::add);
            boolean hasMore = page.at("/settings/pageInfo/hasNextPage").asBoolean(false);
            after = hasMore ? page.text("/settings/pageInfo/endCursor") : null;
        } while (after != null);
        return settings;
    }
}
