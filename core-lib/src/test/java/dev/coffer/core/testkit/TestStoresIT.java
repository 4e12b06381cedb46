package dev.coffer.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import io.lettuce.core.RedisClient;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
final class TestStoresIT {
    @Test
    void a_transaction_commits_and_a_change_stream_sees_it(@FreshDatabase String database) {
        try (MongoClient client = MongoClients.create(TestStores.mongoUri())) {
            MongoCollection<Document> wallets = client.getDatabase(database).getCollection("wallets");
            try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> changes =
                            wallets.watch().cursor();
                    ClientSession session = client.startSession()) {
                session.withTransaction(() -> wallets.insertOne(session, new Document("_id", "w-1")));

                Document seen = changes.next().getFullDocument();

                assertThat(seen).isEqualTo(new Document("_id", "w-1"));
            }
        }
    }

    @Test
    void redis_answers() {
        try (RedisClient client = RedisClient.create(TestStores.redisUri());
                var connection = client.connect()) {
            assertThat(connection.sync().ping()).isEqualTo("PONG");
        }
    }
}
