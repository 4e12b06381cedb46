package dev.coffer.scripts.events;

import dev.coffer.core.events.EventReplay;
import dev.coffer.scripts.run.Service;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coffer replay cancel}: 0 when it was called off, 1 when there is no such replay or it is over. */
@Command(
        name = "cancel",
        description = "Calls a replay off; what it has told stays told.",
        mixinStandardHelpOptions = true)
final class ReplayCancelCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--service", required = true, description = "Who told the events: ${COMPLETION-CANDIDATES}.")
    private Service service = Service.AUTH;

    @Parameters(paramLabel = "ID", description = "The replay's id, from 'coffer replay list'.")
    private String id = "";

    @Override
    public Integer call() {
        EventReplay cancelled = ReplaysWiring.of(
                service, replays -> ReplaysWiring.recorded(replays.cancel(null, id, ReplaysWiring.REQUESTED_BY)));
        PrintWriter out = spec.commandLine().getOut();
        out.println("Called off after " + cancelled.told() + " events: " + cancelled.id());
        out.flush();
        return 0;
    }
}
