package dev.coffer.scripts.saga;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.saga.Sagas;
import dev.coffer.core.store.DatabaseNaming;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.store.StoreReadiness;
import dev.coffer.core.store.TransactionLimits;
import dev.coffer.core.store.Transactions;
import dev.coffer.scripts.CommandFailed;
import dev.coffer.scripts.run.RunningSystem;
import dev.coffer.scripts.run.Service;
import java.time.Clock;
import java.util.function.Function;

/** A service's sagas, straight from its database; the service itself works on them. */
final class SagasWiring {

    private SagasWiring() {}

    static <T> T of(Service service, Function<Sagas, T> work) {
        String name = new DatabaseNaming(DatabaseNaming.DEFAULT_TEMPLATE).nameFor(service.key());
        try (MongoClient client = MongoClients.open(RunningSystem.required().mongoUri(), "coffer-saga")) {
            MongoDatabase database = client.getDatabase(name);
            Transactions transactions =
                    new Transactions(client, database, StoreReadiness.ready(), TransactionLimits.DEFAULT);
            return work.apply(Sagas.over(database, transactions, Ids.timeOrdered(), Clock.systemUTC()));
        } catch (CodedException refused) {
            throw new CommandFailed(refused.getMessage());
        }
    }

    /** One line on what became of a saga. @throws CommandFailed where it stays as it was */
    static String told(String done, Sagas.Outcome outcome) {
        return switch (outcome) {
            case Sagas.Outcome.Done(var saga) -> done + " " + saga;
            case Sagas.Outcome.Refused(var code) -> throw new CommandFailed(code.name() + ": " + code.meaning());
        };
    }
}
