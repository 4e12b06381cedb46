package dev.coffer.scripts.saga;

import dev.coffer.scripts.run.Service;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coffer saga cancel}: 0 when it will be undone, 1 when there is no such saga or no way back. */
@Command(
        name = "cancel",
        description = "Has a saga undo what it did, as soon as the step under way has come to an end.",
        mixinStandardHelpOptions = true)
final class SagaCancelCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--service", required = true, description = "Whose saga: ${COMPLETION-CANDIDATES}.")
    private Service service = Service.AUTH;

    @Option(names = "--reason", required = true, description = "Why, for the history.")
    private String reason = "";

    @Parameters(paramLabel = "ID", description = "The saga's id, from 'coffer saga list'.")
    private String id = "";

    @Override
    public Integer call() {
        String told = SagasWiring.of(
                service,
                sagas -> SagasWiring.told(
                        "Will be undone:", sagas.cancel(null, id, "cancelled by the command line: " + reason)));
        PrintWriter out = spec.commandLine().getOut();
        out.println(told);
        out.flush();
        return 0;
    }
}
