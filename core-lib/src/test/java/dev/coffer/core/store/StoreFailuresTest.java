package dev.coffer.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ServerId;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

final class StoreFailuresTest {

    private static final ServerAddress SERVER = new ServerAddress("127.0.0.1", 27017);

    @Test
    void a_server_that_is_gone_is_a_store_that_is_away_also_for_those_who_waited_for_a_connection() {
        ServerId server = new ServerId(new ClusterId(), SERVER);

        assertThat(StoreFailures.isUnavailable(new MongoConnectionPoolClearedException(server, null)))
                .isTrue();
        assertThat(StoreFailures.isUnavailable(
                        new IllegalStateException(new MongoServerUnavailableException("it is closed"))))
                .isTrue();
    }

    @Test
    void an_index_that_is_not_made_yet_is_a_store_that_is_not_ready() {
        BsonDocument answer =
                BsonDocument.parse("{ok: 0, code: 2, codeName: 'BadValue', errmsg: 'planner returned error ::"
                        + " caused by :: hint provided does not correspond to an existing index'}");
        BsonDocument other =
                BsonDocument.parse("{ok: 0, code: 2, codeName: 'BadValue', errmsg: 'unknown operator: $lts'}");

        assertThat(StoreFailures.isUnavailable(new MongoCommandException(answer, SERVER)))
                .isTrue();
        assertThat(StoreFailures.isUnavailable(new MongoCommandException(other, SERVER)))
                .isFalse();
    }

    @Test
    void a_statement_that_is_wrong_is_not_a_store_that_is_away() {
        WriteError duplicate = new WriteError(11000, "duplicate key", new BsonDocument());

        assertThat(StoreFailures.isUnavailable(new MongoWriteException(duplicate, SERVER, Set.of())))
                .isFalse();
        assertThat(StoreFailures.isUnavailable(null)).isFalse();
    }
}
