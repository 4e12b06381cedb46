package dev.coffer.scripts.events;

import dev.coffer.core.events.EventReplay;
import dev.coffer.core.events.Replays;
import dev.coffer.scripts.CommandFailed;
import dev.coffer.scripts.run.Service;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code coffer replay start}: 0 when the events are on their way, 1 when the consumer is unknown, there are too many, or somebody called
 * it off. The service carries the replay out; the command starts it and shows how far it is. Ended before that, it leaves the
 * replay going, and asked again with the same key it shows the same one.
 */
@Command(
        name = "start",
        description = "Tells one consumer again what a service of the running system told before.",
        mixinStandardHelpOptions = true)
final class ReplayStartCommand implements Callable<Integer> {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    @Spec
    private CommandSpec spec;

    @Option(names = "--service", required = true, description = "Who told it: ${COMPLETION-CANDIDATES}.")
    private Service service = Service.AUTH;

    @Option(names = "--type", required = true, description = "Such as user.registered.")
    private String type = "";

    @Option(names = "--from", required = true, description = "When it happened, inclusive: 2026-11-20T00:00:00Z.")
    private Instant from = Instant.EPOCH;

    @Option(names = "--to", required = true, description = "When it happened, exclusive: 2026-11-21T00:00:00Z.")
    private Instant to = Instant.EPOCH;

    @Option(names = "--consumer", required = true, description = "The only one to be told, such as payment-wallets.")
    private String consumer = "";

    @Option(names = "--tenant", description = "Only this tenant's events; those of all by default.")
    private @Nullable String tenant;

    @Option(names = "--key", required = true, description = "Names the replay; the same key again repeats nothing.")
    private String key = "";

    @Override
    public Integer call() {
        return ReplaysWiring.of(service, this::start);
    }

    private int start(Replays replays) {
        Replays.Request request = new Replays.Request(key, tenant, type, from, to, consumer);
        return follow(replays, ReplaysWiring.recorded(replays.start(request, ReplaysWiring.REQUESTED_BY)));
    }

    private int follow(Replays replays, EventReplay started) {
        PrintWriter out = spec.commandLine().getOut();
        EventReplay replay = started;
        int shown = 0;
        while (replay.state() == EventReplay.State.RUNNING) {
            Integer matched = replay.matched();
            if (matched != null && replay.told() > shown) {
                shown = replay.told();
                out.println(shown + " of " + matched + " events");
                out.flush();
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            replay = Objects.requireNonNull(replays.find(tenant, started.id()), "the replay is gone");
        }
        if (replay.state() != EventReplay.State.DONE) {
            throw new CommandFailed("The replay is " + replay.state() + " after " + replay.told() + " events. "
                    + Objects.requireNonNullElse(replay.error(), ""));
        }
        out.println(replay.told() + " events " + type + " are told to " + consumer + " again.");
        out.flush();
        return 0;
    }
}
