package dev.coffer.core.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.client.MongoClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.mongodb.MongoMetricsCommandListener;
import io.micrometer.core.instrument.binder.mongodb.MongoMetricsConnectionPoolListener;
import java.util.concurrent.TimeUnit;
import org.bson.UuidRepresentation;

/**
 * Opens clients that give up soon: a store that is down is reported within a few seconds, not after the driver's 30. Whatever the
 * URI itself sets has precedence.
 */
public final class MongoClients {

    private static final int FIND_SERVER_SECONDS = 3;
    private static final int CONNECT_SECONDS = 2;
    private static final int ANSWER_SECONDS = 10;
    private static final int FREE_CONNECTION_SECONDS = 3;
    private static final int MOST_CONNECTIONS = 64;

    private MongoClients() {}

    /**
     * @param uri a replica set or a router: transactions and change streams need one
     * @param service shown in the server's logs as the application
     */
    public static MongoClient open(String uri, String service) {
        return com.mongodb.client.MongoClients.create(settings(uri, service));
    }

    /** {@link #open} with figures of commands and connections under {@code mongodb.driver}. */
    static MongoClient open(String uri, String service, MeterRegistry meters) {
        return com.mongodb.client.MongoClients.create(MongoClientSettings.builder(settings(uri, service))
                .addCommandListener(new MongoMetricsCommandListener(meters))
                .applyToConnectionPoolSettings(
                        pool -> pool.addConnectionPoolListener(new MongoMetricsConnectionPoolListener(meters)))
                .build());
    }

    /** Where the URI leads, without user and password: "db-1:27017, db-2:27017". */
    public static String address(String uri) {
        return "MongoDB at " + String.join(", ", parsed(uri).getHosts());
    }

    private static ConnectionString parsed(String uri) {
        try {
            return new ConnectionString(uri);
        } catch (IllegalArgumentException invalid) {
            throw new InvalidAddress(
                    "coffer.mongodb.uri is no connection string such as mongodb://host:27017/?replicaSet=rs0: "
                            + invalid.getMessage(),
                    invalid);
        }
    }

    static MongoClientSettings settings(String uri, String service) {
        return MongoClientSettings.builder()
                .applicationName("coffer-" + service)
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(FIND_SERVER_SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                        .readTimeout(ANSWER_SECONDS, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(
                        pool -> pool.maxSize(MOST_CONNECTIONS).maxWaitTime(FREE_CONNECTION_SECONDS, TimeUnit.SECONDS))
                .retryWrites(true)
                .retryReads(true)
                .readConcern(ReadConcern.MAJORITY)
                .writeConcern(Transactions.DURABLE)
                .uuidRepresentation(UuidRepresentation.STANDARD)
                .applyConnectionString(parsed(uri))
                .build();
    }
}
