package dev.coffer.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.store.StoreReadiness;
import dev.coffer.core.store.TransactionLimits;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.MutableClock;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
final class MongoSigningKeysIT {

    private static MongoClient client;
    private static MongoDatabase database;
    private final SecureRandom random = new SecureRandom();
    private final MasterKey masterKey = MasterKey.generate(random);

    @BeforeAll
    static void connect(@FreshDatabase String name) {
        client = MongoClients.create(TestStores.mongoUri());
        database = client.getDatabase(name);
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @BeforeEach
    void forget() {
        database.getCollection(MongoSigningKeys.COLLECTION).drop();
    }

    @Test
    void replicas_that_start_together_agree_on_one_current_key() throws InterruptedException {
        Set<String> current = ConcurrentHashMap.newKeySet();
        List<Thread> replicas = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            KeyRing ring = new KeyRing(keys(masterKey));
            replicas.add(
                    Thread.ofVirtual().start(() -> current.add(ring.current().id())));
        }
        for (Thread replica : replicas) {
            replica.join();
        }

        assertThat(current).hasSize(1);
        assertThat(keys(masterKey).inForce()).hasSize(2);
    }

    @Test
    void private_keys_are_not_readable_in_the_database() {
        SigningKey key = new KeyRing(keys(masterKey)).current();

        for (Document stored :
                database.getCollection(MongoSigningKeys.COLLECTION).find()) {
            assertThat(stored.toJson()).doesNotContain(key.pair().getD().toString(), "\"d\"", "OKP");
        }
    }

    @Test
    void another_master_key_opens_nothing_and_says_so() {
        new KeyRing(keys(masterKey)).current();
        KeyRing stranger = new KeyRing(keys(MasterKey.generate(random)));

        assertThatThrownBy(stranger::current).hasMessageContaining("COFFER_MASTER_KEY");
    }

    private MongoSigningKeys keys(MasterKey key) {
        Transactions transactions =
                new Transactions(client, database, StoreReadiness.ready(), TransactionLimits.DEFAULT);
        return new MongoSigningKeys(
                database, transactions, new Seal(key, "signing keys", random), MutableClock.atStandardTime());
    }
}
