package dev.coffer.core.events;

import java.time.Instant;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * What the relay knows when it starts.
 *
 * @param fence number of this lease; a relay with a smaller one is out of office
 * @param last id of the last event that the journal has
 * @param token where the change stream goes on; null together with resumeAt when there is no position
 * @param resumeAt where it goes on after a scan, until there is a token
 * @param scanFrom from where a scan goes on that has not come to its end, null if none has begun
 * @param lanes the consumers' lanes as last heard, "consumer/lane"
 */
record RelayState(
        long fence,
        StreamId last,
        @Nullable BsonDocument token,
        @Nullable BsonTimestamp resumeAt,
        @Nullable Instant scanFrom,
        Map<String, LaneReport> lanes) {

    RelayState {
        lanes = Map.copyOf(lanes);
    }

    boolean hasPosition() {
        return token != null || resumeAt != null;
    }
}
