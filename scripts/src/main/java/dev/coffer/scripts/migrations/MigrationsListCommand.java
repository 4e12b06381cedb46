package dev.coffer.scripts.migrations;

import com.mongodb.client.MongoClient;
import dev.coffer.core.store.MigrationRecord;
import dev.coffer.core.store.MongoClients;
import dev.coffer.scripts.run.RunningSystem;
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

/** {@code coffer migrations list}: the ledgers, of one service or of all. Exit code 1 where one stands still. */
@Command(
        name = "list",
        description = "Lists the migrations that ran or run, with rows and times.",
        mixinStandardHelpOptions = true)
final class MigrationsListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--service", description = "Only this one's: ${COMPLETION-CANDIDATES}.")
    private @Nullable Service service;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean isJson;

    @Override
    public Integer call() {
        Map<String, List<MigrationRecord>> found = new LinkedHashMap<>();
        try (MongoClient client = MongoClients.open(RunningSystem.required().mongoUri(), "coffer-migrations")) {
            for (Service each : service == null ? Service.values() : new Service[] {service}) {
                found.put(each.key(), MigrationsWiring.records(client, each));
            }
        }
        print(found);
        boolean isStuck = found.values().stream()
                .flatMap(List::stream)
                .anyMatch(record -> record.state() == MigrationRecord.State.FAILED);
        return isStuck ? 1 : 0;
    }

    private void print(Map<String, List<MigrationRecord>> found) {
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            Map<String, Object> shown = new LinkedHashMap<>();
            found.forEach((name, records) -> shown.put(
                    name, records.stream().map(MigrationsListCommand::shown).toList()));
            out.println(JsonMapper.shared().writeValueAsString(Map.of("migrations", shown)));
        } else {
            found.forEach((name, records) -> records.forEach(record -> out.println(name + "  " + record)));
            if (found.values().stream().allMatch(List::isEmpty)) {
                out.println("No migrations ran.");
            }
        }
        out.flush();
    }

    private static Map<String, Object> shown(MigrationRecord record) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", record.id());
        shown.put("version", record.version());
        shown.put("phase", record.phase().name());
        shown.put("state", record.state().name());
        shown.put("rows", record.rows());
        shown.put("by", record.by());
        shown.put("startedAt", String.valueOf(record.startedAt()));
        shown.put("finishedAt", String.valueOf(record.finishedAt()));
        shown.put("millis", record.took().toMillis());
        shown.put("error", record.error());
        return shown;
    }
}
