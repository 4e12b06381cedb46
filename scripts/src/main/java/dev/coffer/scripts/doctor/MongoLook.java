package dev.coffer.scripts.doctor;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import dev.coffer.core.store.DatabaseNaming;
import dev.coffer.core.store.InvalidAddress;
import dev.coffer.core.store.MongoClients;
import dev.coffer.scripts.run.Service;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** Whether a MongoDB can be reached, and is one that Coffer can keep money in. */
final class MongoLook {

    /** More than answers take: times in events, tokens and the book would not fit together. */
    private static final Duration MOST_SKEW = Duration.ofSeconds(1);

    private MongoLook() {}

    static List<Finding> look(String uri, Clock clock) {
        List<Finding> found = new ArrayList<>();
        try (MongoClient client = MongoClients.open(uri, "doctor")) {
            Document hello = client.getDatabase("admin").runCommand(new Document("hello", 1));
            found.addAll(judge(MongoClients.address(uri), hello, clock.instant()));
            if (isReplicaSet(hello)) {
                Instant now = hello.get("localTime", Date.from(clock.instant())).toInstant();
                for (Service service : Service.values()) {
                    String database = new DatabaseNaming(DatabaseNaming.DEFAULT_TEMPLATE).nameFor(service.key());
                    found.addAll(LeaseLook.look(client.getDatabase(database), now));
                }
            }
        } catch (InvalidAddress invalid) {
            found.add(Finding.problem(
                    String.valueOf(invalid.getMessage()), "Set COFFER_MONGODB_URI to such an address."));
        } catch (MongoException away) {
            found.add(
                    Finding.problem(
                            MongoClients.address(uri) + " does not answer: "
                                    + away.getClass().getSimpleName() + ".",
                            "Start it, or set COFFER_MONGODB_URI to where it is; without that './coffer up' starts one of its own."));
        }
        return found;
    }

    static List<Finding> judge(String address, Document hello, Instant now) {
        List<Finding> found = new ArrayList<>();
        found.add(
                isReplicaSet(hello)
                        ? Finding.ok(address + " answers and is a replica set")
                        : Finding.problem(
                                address + " is not a replica set: there are no transactions without one.",
                                "Start it with --replSet coffer and run rs.initiate() once; one member is enough."));
        Instant theirs = hello.get("localTime", Date.from(now)).toInstant();
        Duration skew = Duration.between(theirs, now).abs();
        found.add(
                skew.compareTo(MOST_SKEW) <= 0
                        ? Finding.ok("The clocks of this machine and of " + address + " agree")
                        : Finding.problem(
                                "The clock of " + address + " differs from this machine's by " + skew.toMillis()
                                        + " ms.",
                                "Have both kept right by NTP (chrony or systemd-timesyncd)."));
        return found;
    }

    private static boolean isReplicaSet(Document hello) {
        return hello.containsKey("setName") || "isdbgrid".equals(hello.getString("msg"));
    }
}
