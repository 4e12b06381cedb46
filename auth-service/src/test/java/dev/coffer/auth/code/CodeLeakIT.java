package dev.coffer.auth.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.AuthServer;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever reads the database or the streams finds neither the code nor the contact. */
@ExtendWith(StoresExtension.class)
final class CodeLeakIT {

    private static final String CONTACT = "leak-witness@example.com";

    @Test
    void neither_the_code_nor_the_contact_stands_in_a_collection_or_a_stream(@FreshDatabase String database) {
        try (AuthServer server = AuthServer.start(database);
                RedisClient client = RedisClient.create(TestStores.redisUri());
                StatefulRedisConnection<String, String> redis = client.connect()) {
            String userId = server.registered(CONTACT, "correct horse battery");
            User user = Objects.requireNonNull(server.bean(Users.class).find("main", userId));
            Transactions transactions = server.bean(Transactions.class);
            IssueCode issue = server.bean(IssueCode.class);
            transactions.run(unit -> issue.issue(unit, CodePurpose.SIGN_IN, user, user.contact()));
            DeliveredCodes.Delivered delivered = new DeliveredCodes(server).latestTo(userId);
            await().until(() -> stream(redis).stream().anyMatch(entry -> entry.contains(delivered.id())));

            // Not within a longer run of hexadecimal digits, such as an id.
            Pattern code = Pattern.compile("(?<![0-9A-Fa-f])" + delivered.code() + "(?![0-9A-Fa-f])");
            assertThat(delivered.to()).isEqualTo(CONTACT);
            assertThat(stream(redis)).noneMatch(entry -> code.matcher(entry).find() || entry.contains(CONTACT));
            MongoDatabase mongo = server.bean(MongoDatabase.class);
            List<String> collections = mongo.listCollectionNames().into(new ArrayList<>());
            assertThat(collections).contains("users", "outbox", "codes", "sent_codes");
            for (String collection : collections) {
                for (Document document : mongo.getCollection(collection).find()) {
                    String text = document.toJson();
                    assertThat(code.matcher(text).find()).as(collection).isFalse();
                    assertThat(text.contains(CONTACT)).as(collection).isEqualTo(collection.equals("users"));
                }
            }
        }
    }

    private static List<String> stream(StatefulRedisConnection<String, String> redis) {
        return redis.sync().xrange("events:auth", Range.unbounded()).stream()
                .map(entry -> entry.getBody().toString())
                .toList();
    }
}
