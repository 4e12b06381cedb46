package dev.coffer.payment.ledger;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import java.util.function.Function;

/** Several reads of one moment, so that a writer at work does not disturb. */
final class MongoMoment {

    private static final int SNAPSHOT_TOO_OLD = 239;

    private MongoMoment() {}

    /**
     * What {@code reads} answers, all of them given the session.
     *
     * @param what is read, for whoever has to do something about it
     * @throws IllegalStateException when the server forgot the moment before all was read
     */
    static <T> T read(MongoClient client, String what, Function<ClientSession, T> reads) {
        try (ClientSession session = client.startSession(
                ClientSessionOptions.builder().snapshot(true).build())) {
            return reads.apply(session);
        } catch (MongoException failure) {
            if (failure.getCode() == SNAPSHOT_TOO_OLD) {
                throw new IllegalStateException(
                        "MongoDB forgot the state of " + what + " while it was read. Raise its parameter"
                                + " minSnapshotHistoryWindowInSeconds above the time that this takes, and try again.",
                        failure);
            }
            throw failure;
        }
    }
}
