package dev.coffer.core.ops;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.store.StoreReadiness;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** Whether this service's database answers, and has the indexes without which nothing is written. */
final class MongoHealth implements HealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Document PING = new Document("ping", 1);

    private final MongoDatabase database;
    private final StoreReadiness readiness;
    private final String address;

    /** @param uri the setting {@code coffer.mongodb.uri}; its user and password are not shown */
    MongoHealth(MongoDatabase database, StoreReadiness readiness, String uri) {
        this.database = database.withTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        this.readiness = readiness;
        this.address = MongoClients.address(uri);
    }

    @Override
    public String name() {
        return "mongodb";
    }

    @Override
    public Status check() {
        try {
            database.runCommand(PING);
        } catch (MongoException away) {
            return Status.down(address + ", set by coffer.mongodb.uri, does not answer: "
                    + away.getClass().getSimpleName());
        }
        String problem = readiness.problem();
        if (problem != null) {
            return Status.down(address + " answers, " + problem);
        }
        String findings = readiness.indexes().findings();
        return Status.up(address + ", database " + database.getName() + (findings.isEmpty() ? "" : "; " + findings));
    }
}
