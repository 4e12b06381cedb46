package dev.coffer.core.store;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.Document;

/** A collection of parcels that a migration weighs, in this process or in one that dies before a given write. */
final class MigrationStage {

    static final int PARCELS = 15;
    static final MigrationLimits LIMITS =
            new MigrationLimits(10, Duration.ofSeconds(1), Duration.ofMillis(20), Duration.ofMillis(100));

    private static final Set<String> WRITES = Set.of("update", "findAndModify", "insert", "commitTransaction");
    private static final int KILLED = 137;

    private MigrationStage() {}

    /** Adds one gram to each parcel: a batch that counted twice would be seen, and so would one that did not count. */
    static Migration addGram() {
        return Migration.expand(
                "2026-11-20-parcel-grams",
                "weighs every parcel",
                EachDocument.of("parcels", new Document(), parcel -> Updates.inc("grams", 1)));
    }

    static void fill(MongoDatabase database) {
        database.getCollection("parcels")
                .insertMany(IntStream.range(0, PARCELS)
                        .mapToObj(number -> new Document("_id", number))
                        .toList());
    }

    static Migrations migrations(MongoClient client, String database, List<Migration> declared, boolean mayContract) {
        MongoDatabase opened = client.getDatabase(database);
        return new Migrations(
                new Migrations.Parts(
                        new MigrationLedger(opened, Clock.systemUTC()),
                        new Transactions(client, opened, StoreReadiness.ready(), TransactionLimits.DEFAULT),
                        StoreReadiness.ready(),
                        LIMITS,
                        mayContract,
                        "test"),
                declared);
    }

    /** Whether every parcel has exactly one gram more than nothing. */
    static boolean isEachWeighedOnce(MongoDatabase database) {
        return database.getCollection("parcels").countDocuments(Filters.eq("grams", 1)) == PARCELS;
    }

    static Process dyingBeforeWrite(int number, String uri, String database) throws java.io.IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MigrationStage.class.getName(),
                        uri,
                        database,
                        String.valueOf(number))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "migration-process.log").toFile()))
                .start();
    }

    /** Migrates, and is gone as the power cut goes when the given write begins. Exit code 0 where there are fewer writes. */
    public static void main(String[] args) {
        int fatal = Integer.parseInt(args[2]);
        AtomicInteger writes = new AtomicInteger();
        MongoClientSettings settings = MongoClientSettings.builder(MongoClients.settings(args[0], "dying"))
                .addCommandListener(new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                        if (WRITES.contains(event.getCommandName()) && writes.incrementAndGet() == fatal) {
                            Runtime.getRuntime().halt(KILLED);
                        }
                    }
                })
                .build();
        try (MongoClient client = com.mongodb.client.MongoClients.create(settings)) {
            Migrations migrations = migrations(client, args[1], List.of(addGram()), false);
            migrations.start();
            org.awaitility.Awaitility.await()
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> migrations.status().isReady());
            migrations.stop();
        }
        Runtime.getRuntime().halt(0);
    }
}
