package dev.coffer.scripts.events;

import dev.coffer.scripts.run.Service;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coffer dlq discard}: 0 when it was done, 1 when there is no such letter or it has to wait. */
@Command(
        name = "discard",
        description = "Gives an event up for its consumer; those that wait behind it follow.",
        mixinStandardHelpOptions = true)
final class DlqDiscardCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--service", required = true, description = "Whose consumer: ${COMPLETION-CANDIDATES}.")
    private Service service = Service.AUTH;

    @Parameters(paramLabel = "ID", description = "The letter's id, from 'coffer dlq list'.")
    private String id = "";

    @Override
    public Integer call() {
        String told = LettersWiring.of(service, letters -> LettersWiring.told("Discarded:", letters.discard(null, id)));
        PrintWriter out = spec.commandLine().getOut();
        out.println(told);
        out.flush();
        return 0;
    }
}
