package dev.coffer.scripts.events;

import com.mongodb.client.MongoClient;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.events.DeadLetters;
import dev.coffer.core.store.DatabaseNaming;
import dev.coffer.core.store.MongoClients;
import dev.coffer.scripts.CommandFailed;
import dev.coffer.scripts.run.RunningSystem;
import dev.coffer.scripts.run.Service;
import java.time.Clock;
import java.util.function.Function;

/** A service's dead letters, straight from its database. */
final class LettersWiring {

    private LettersWiring() {}

    static <T> T of(Service service, Function<DeadLetters, T> work) {
        String database = new DatabaseNaming(DatabaseNaming.DEFAULT_TEMPLATE).nameFor(service.key());
        try (MongoClient client = MongoClients.open(RunningSystem.required().mongoUri(), "coffer-dlq")) {
            return work.apply(new DeadLetters(client.getDatabase(database), Clock.systemUTC()));
        } catch (CodedException refused) {
            throw new CommandFailed(refused.getMessage());
        }
    }

    /** One line on what became of a letter. @throws CommandFailed where it stays as it was */
    static String told(String done, DeadLetters.Outcome outcome) {
        return switch (outcome) {
            case DeadLetters.Outcome.Done letter -> done + " " + letter.letter();
            case DeadLetters.Outcome.Refused refused ->
                throw new CommandFailed(
                        refused.code().name() + ": " + refused.code().meaning());
        };
    }
}
