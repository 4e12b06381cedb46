package dev.coffer.scripts.events;

import dev.coffer.core.events.EventReplay;
import dev.coffer.core.events.Replays;
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

/** {@code coffer replay list}: of one service, those of all tenants. */
@Command(
        name = "list",
        description = "Lists a service's replays, the newest first, at most 100.",
        mixinStandardHelpOptions = true)
final class ReplayListCommand implements Callable<Integer> {

    private static final int MOST = 100;

    @Spec
    private CommandSpec spec;

    @Option(names = "--service", required = true, description = "Who told the events: ${COMPLETION-CANDIDATES}.")
    private Service service = Service.AUTH;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean isJson;

    @Override
    public Integer call() {
        List<EventReplay> found = ReplaysWiring.of(service, replays -> replays.list(null, null, true, MOST));
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            out.println(JsonMapper.shared()
                    .writeValueAsString(Map.of(
                            "replays",
                            found.stream().map(ReplayListCommand::shown).toList())));
        } else {
            found.forEach(replay -> out.println(line(replay)));
            out.println(found.isEmpty() ? "No replays." : found.size() + " replays.");
        }
        out.flush();
        return 0;
    }

    private static String line(EventReplay replay) {
        Replays.Request request = replay.request();
        return replay.id() + "  " + replay.state() + "  " + count(replay) + " " + request.eventType() + " from "
                + request.from() + " to " + request.to() + " to " + request.consumer() + ", asked for by "
                + replay.requestedBy() + " at " + replay.startedAt()
                + (replay.error() == null ? "" : ": " + replay.error());
    }

    private static String count(EventReplay replay) {
        return replay.told() + " of " + (replay.matched() == null ? "?" : replay.matched());
    }

    private static Map<String, @Nullable Object> shown(EventReplay replay) {
        Replays.Request request = replay.request();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", replay.id());
        shown.put("state", replay.state().name());
        shown.put("key", request.id());
        shown.put("tenantId", request.tenantId());
        shown.put("eventType", request.eventType());
        shown.put("from", request.from().toString());
        shown.put("to", request.to().toString());
        shown.put("consumer", request.consumer());
        shown.put("requestedBy", replay.requestedBy());
        shown.put("matched", replay.matched());
        shown.put("told", replay.told());
        shown.put("error", replay.error());
        shown.put("startedAt", replay.startedAt().toString());
        return shown;
    }
}
