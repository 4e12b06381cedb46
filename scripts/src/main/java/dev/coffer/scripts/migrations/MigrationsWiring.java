package dev.coffer.scripts.migrations;

import com.mongodb.client.MongoClient;
import dev.coffer.core.store.DatabaseNaming;
import dev.coffer.core.store.MigrationLedger;
import dev.coffer.core.store.MigrationRecord;
import dev.coffer.scripts.run.Service;
import java.time.Clock;
import java.util.List;

/** A service's ledger of migrations, straight from its database. */
final class MigrationsWiring {

    private MigrationsWiring() {}

    static List<MigrationRecord> records(MongoClient client, Service service) {
        String database = new DatabaseNaming(DatabaseNaming.DEFAULT_TEMPLATE).nameFor(service.key());
        return new MigrationLedger(client.getDatabase(database), Clock.systemUTC()).records();
    }
}
