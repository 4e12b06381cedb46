package dev.coffer.scripts.saga;

import dev.coffer.core.saga.SagaInstance;
import dev.coffer.core.saga.SagaState;
import dev.coffer.scripts.run.Service;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code coffer saga list}: of one service or of all. */
@Command(
        name = "list",
        description = "Lists sagas, the newest first, at most 100 of each service.",
        mixinStandardHelpOptions = true)
final class SagaListCommand implements Callable<Integer> {

    private static final int MOST = 100;

    @Spec
    private CommandSpec spec;

    @Option(names = "--service", description = "Whose sagas: ${COMPLETION-CANDIDATES}; all by default.")
    private @Nullable Service service;

    @Option(names = "--name", description = "Only those of this name, such as registration.")
    private @Nullable String name;

    @Option(names = "--state", description = "Only those in this state: ${COMPLETION-CANDIDATES}.")
    private @Nullable SagaState state;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean isJson;

    @Override
    public Integer call() {
        Map<String, List<SagaInstance>> found = new LinkedHashMap<>();
        for (Service each : service == null ? Service.values() : new Service[] {service}) {
            found.put(each.key(), SagasWiring.of(each, sagas -> sagas.list(null, name, state, null, true, MOST)));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            Map<String, Object> shown = new LinkedHashMap<>();
            found.forEach((key, sagas) ->
                    shown.put(key, sagas.stream().map(ShownSaga::of).toList()));
            out.println(JsonMapper.shared().writeValueAsString(Map.of("sagas", shown)));
        } else {
            found.forEach((key, sagas) -> sagas.forEach(saga -> out.println(line(key, saga))));
            long count = found.values().stream().mapToLong(List::size).sum();
            out.println(count == 0 ? "No sagas." : count + " sagas.");
        }
        out.flush();
        return 0;
    }

    private static String line(String service, SagaInstance saga) {
        String line = service + "  " + saga.startedAt() + "  " + saga;
        return saga.reason() == null ? line : line + ": " + saga.reason();
    }
}
