package dev.coffer.scripts.events;

import dev.coffer.core.events.DeadLetter;
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

/** {@code coffer dlq list}: of one service or of all; payloads are left out, they may be personal. */
@Command(
        name = "list",
        description = "Lists dead letters, the oldest first, at most 100 of each service.",
        mixinStandardHelpOptions = true)
final class DlqListCommand implements Callable<Integer> {

    private static final int MOST = 100;

    @Spec
    private CommandSpec spec;

    @Option(names = "--service", description = "Whose consumers: ${COMPLETION-CANDIDATES}; all by default.")
    private @Nullable Service service;

    @Option(names = "--consumer", description = "Only those of this consumer.")
    private @Nullable String consumer;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean isJson;

    @Override
    public Integer call() {
        Map<String, List<DeadLetter>> found = new LinkedHashMap<>();
        for (Service each : service == null ? Service.values() : new Service[] {service}) {
            found.put(each.key(), LettersWiring.of(each, letters -> letters.list(null, consumer, null, true, MOST)));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            Map<String, Object> shown = new LinkedHashMap<>();
            found.forEach((name, letters) ->
                    shown.put(name, letters.stream().map(DlqListCommand::shown).toList()));
            out.println(JsonMapper.shared().writeValueAsString(Map.of("deadLetters", shown)));
        } else {
            found.forEach((name, letters) -> letters.forEach(letter -> out.println(name + "  " + letter)));
            long count = found.values().stream().mapToLong(List::size).sum();
            out.println(count == 0 ? "No dead letters." : count + " dead letters.");
        }
        out.flush();
        return 0;
    }

    private static Map<String, Object> shown(DeadLetter letter) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", letter.id());
        shown.put("consumer", letter.consumer());
        shown.put("state", letter.state().name());
        shown.put("tenantId", letter.tenantId());
        shown.put("eventType", letter.eventType());
        shown.put("key", letter.eventKey());
        shown.put("error", letter.error());
        shown.put("tries", letter.history().size());
        shown.put("at", letter.at().toString());
        return shown;
    }
}
