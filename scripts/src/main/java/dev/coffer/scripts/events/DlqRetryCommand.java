package dev.coffer.scripts.events;

import dev.coffer.scripts.run.Service;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coffer dlq retry}: 0 when it was done, 1 when there is no such letter or it has to wait. */
@Command(
        name = "retry",
        description = "Asks for one more try of a dead letter; its service makes it within seconds.",
        mixinStandardHelpOptions = true)
final class DlqRetryCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--service", required = true, description = "Whose consumer: ${COMPLETION-CANDIDATES}.")
    private Service service = Service.AUTH;

    @Parameters(paramLabel = "ID", description = "The letter's id, from 'coffer dlq list'.")
    private String id = "";

    @Override
    public Integer call() {
        String told = LettersWiring.of(
                service, letters -> LettersWiring.told("Will be tried again:", letters.retry(null, id)));
        PrintWriter out = spec.commandLine().getOut();
        out.println(told);
        out.flush();
        return 0;
    }
}
