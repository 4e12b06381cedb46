package dev.coffer.scripts.saga;

import dev.coffer.core.saga.SagaInstance;
import dev.coffer.scripts.CommandFailed;
import dev.coffer.scripts.run.Service;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code coffer saga show}: one saga with its history. */
@Command(name = "show", description = "Shows one saga with its history.", mixinStandardHelpOptions = true)
final class SagaShowCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--service", required = true, description = "Whose saga: ${COMPLETION-CANDIDATES}.")
    private Service service = Service.AUTH;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean isJson;

    @Parameters(paramLabel = "ID", description = "The saga's id, from 'coffer saga list'.")
    private String id = "";

    @Override
    public Integer call() {
        @Nullable SagaInstance saga = SagasWiring.<@Nullable SagaInstance>of(service, sagas -> sagas.find(null, id));
        if (saga == null) {
            throw new CommandFailed("There is no saga " + id + " in " + service.key() + ".");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            out.println(JsonMapper.shared().writeValueAsString(ShownSaga.of(saga)));
        } else {
            out.println(saga + (saga.reason() == null ? "" : ": " + saga.reason()));
            saga.history()
                    .forEach(entry -> out.println("  " + entry.at() + "  " + entry.step() + "  " + entry.what()
                            + (entry.detail() == null ? "" : "  " + entry.detail())));
        }
        out.flush();
        return 0;
    }
}
