package dev.coffer.scripts.saga;

import dev.coffer.scripts.run.Service;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coffer saga retry}: 0 when it goes on, 1 when there is no such saga or it does not need attention. */
@Command(
        name = "retry",
        description = "Has a saga that needs attention go on the way it went.",
        mixinStandardHelpOptions = true)
final class SagaRetryCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--service", required = true, description = "Whose saga: ${COMPLETION-CANDIDATES}.")
    private Service service = Service.AUTH;

    @Parameters(paramLabel = "ID", description = "The saga's id, from 'coffer saga list'.")
    private String id = "";

    @Override
    public Integer call() {
        String told = SagasWiring.of(service, sagas -> SagasWiring.told("Goes on:", sagas.retry(null, id)));
        PrintWriter out = spec.commandLine().getOut();
        out.println(told);
        out.flush();
        return 0;
    }
}
