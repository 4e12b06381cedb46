package dev.coffer.scripts.doctor;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** Work that a process held and that nobody took up when its time was over. One that ended well gives its lease back. */
final class LeaseLook {

    /** Any replica takes a lease within seconds of its end. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String UNTIL = "until";
    private static final Instant GIVEN_BACK = Instant.EPOCH;

    private LeaseLook() {}

    /** @param now by the server's clock, which leases go by */
    static List<Finding> look(MongoDatabase database, Instant now) {
        List<Finding> found = new ArrayList<>();
        look(database, "event_relay", "tells other services what happens", now, found);
        look(database, "event_lanes", "handles what other services told", now, found);
        return found;
    }

    private static void look(MongoDatabase database, String leases, String work, Instant now, List<Finding> found) {
        Document stale = database.getCollection(leases)
                .find(Filters.and(
                        Filters.gt(UNTIL, Date.from(GIVEN_BACK)), Filters.lt(UNTIL, Date.from(now.minus(PATIENCE)))))
                .first();
        if (stale != null) {
            found.add(Finding.problem(
                    "Nobody " + work + " for " + database.getName() + ": the lease of " + stale.getString("owner")
                            + " on " + leases + '.' + stale.get("_id") + " ended at "
                            + stale.getDate(UNTIL).toInstant() + ".",
                    "Start that service; if it runs, look at 'events' in './coffer health' and at its log."));
        }
    }
}
