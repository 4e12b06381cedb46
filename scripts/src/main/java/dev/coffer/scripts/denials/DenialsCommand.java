package dev.coffer.scripts.denials;

import com.mongodb.client.MongoClient;
import dev.coffer.core.permission.Denial;
import dev.coffer.core.permission.DenialLimits;
import dev.coffer.core.permission.MongoDenials;
import dev.coffer.core.store.DatabaseNaming;
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

/** {@code coffer denials}: what was denied to whom, straight from the services' databases, all tenants together. */
@Command(
        name = "denials",
        description = "Lists what was denied to users, the newest first, at most 100 of each service.",
        mixinStandardHelpOptions = true)
public final class DenialsCommand implements Callable<Integer> {

    private static final int MOST = 100;

    @Spec
    private CommandSpec spec;

    @Option(names = "--service", description = "Whose denials: ${COMPLETION-CANDIDATES}; all by default.")
    private @Nullable Service service;

    @Option(names = "--tenant", description = "Only those of this tenant.")
    private @Nullable String tenant;

    @Option(names = "--user", description = "Only what was denied to the user with this id.")
    private @Nullable String user;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean isJson;

    @Override
    public Integer call() {
        Map<String, List<Denial>> found = new LinkedHashMap<>();
        try (MongoClient client = MongoClients.open(RunningSystem.required().mongoUri(), "coffer-denials")) {
            for (Service each : service == null ? Service.values() : new Service[] {service}) {
                String name = new DatabaseNaming(DatabaseNaming.DEFAULT_TEMPLATE).nameFor(each.key());
                found.put(
                        each.key(),
                        new MongoDenials(client.getDatabase(name), DenialLimits.DEFAULT)
                                .list(tenant, user, null, true, MOST));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            Map<String, Object> shown = new LinkedHashMap<>();
            found.forEach((key, denials) ->
                    shown.put(key, denials.stream().map(DenialsCommand::shown).toList()));
            out.println(JsonMapper.shared().writeValueAsString(Map.of("denials", shown)));
        } else {
            found.forEach((key, denials) -> denials.forEach(denial -> out.println(line(key, denial))));
            long count = found.values().stream().mapToLong(List::size).sum();
            out.println(count == 0 ? "No denials." : count + " denials.");
        }
        out.flush();
        return 0;
    }

    private static String line(String service, Denial denial) {
        return service + "  " + denial.lastAt() + "  " + denial.count() + "x  user " + denial.userId() + " of "
                + denial.tenantId() + "  " + denial.resource() + ":" + denial.action()
                + (denial.field() == null ? "" : " at " + denial.field())
                + (denial.ownerIds().isEmpty() ? "" : " of " + String.join(", ", denial.ownerIds())) + ": "
                + denial.reason();
    }

    private static Map<String, Object> shown(Denial denial) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", denial.id());
        shown.put("tenantId", denial.tenantId());
        shown.put("userId", denial.userId());
        shown.put("permission", denial.resource() + ":" + denial.action());
        if (denial.field() != null) {
            shown.put("field", denial.field());
        }
        shown.put("ownerIds", denial.ownerIds());
        shown.put("reason", denial.reason());
        if (denial.correlationId() != null) {
            shown.put("correlationId", denial.correlationId());
        }
        shown.put("count", denial.count());
        shown.put("at", denial.at().toString());
        shown.put("lastAt", denial.lastAt().toString());
        return shown;
    }
}
