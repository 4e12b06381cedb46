package dev.coffer.scripts.events;

import com.mongodb.client.MongoClient;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.events.EventReplay;
import dev.coffer.core.events.Replays;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.DatabaseNaming;
import dev.coffer.core.store.MongoClients;
import dev.coffer.scripts.CommandFailed;
import dev.coffer.scripts.run.RunningSystem;
import dev.coffer.scripts.run.Service;
import java.time.Clock;
import java.util.function.Function;

/** A service's replays, straight from its database; the service itself carries them out. */
final class ReplaysWiring {

    /** Who asks, in the record. */
    static final String REQUESTED_BY = "coffer replay";

    private ReplaysWiring() {}

    static <T> T of(Service service, Function<Replays, T> work) {
        String database = new DatabaseNaming(DatabaseNaming.DEFAULT_TEMPLATE).nameFor(service.key());
        try (MongoClient client = MongoClients.open(RunningSystem.required().mongoUri(), "coffer-replay")) {
            return work.apply(new Replays(client.getDatabase(database), Ids.timeOrdered(), Clock.systemUTC()));
        } catch (CodedException refused) {
            throw new CommandFailed(refused.getMessage());
        }
    }

    /** @throws CommandFailed where nothing was recorded */
    static EventReplay recorded(Replays.Result result) {
        return switch (result) {
            case Replays.Result.Recorded(EventReplay replay) -> replay;
            case Replays.Result.Refused(var code, String detail) -> throw new CommandFailed(code + ": " + detail);
        };
    }
}
