package dev.coffer.core.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.coffer.core.provision.install.HostEnvironment;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalStoresIT {
    @TempDir
    Path folder;

    private final List<String> banner = new CopyOnWriteArrayList<>();

    @Test
    void data_survives_a_kill_of_each_store_and_a_new_start_in_the_same_folder() {
        String firstUri;
        try (LocalStores stores = LocalStores.start(request(folder))) {
            firstUri = stores.mongoUri();
            insertWallet(stores, "before the kill");
            stores.mongo().killHard();
            stores.mongo().restart();
            assertThat(stores.mongoUri()).isEqualTo(firstUri);
            insertWallet(stores, "after the kill");
            writeKey(stores, "kept");
            stores.redis().restart();
        }

        try (LocalStores again = LocalStores.start(request(folder))) {
            assertThat(countWallets(again)).isEqualTo(2);
            assertThat(readKey(again)).isEqualTo("kept");
            assertThat(again.mongoUri()).as("a free port is kept").isEqualTo(firstUri);
        }
    }

    @Test
    void a_replica_set_that_has_to_move_to_another_port_becomes_primary_there() throws Exception {
        String firstUri;
        try (LocalStores stores = LocalStores.start(request(folder))) {
            firstUri = stores.mongoUri();
            insertWallet(stores, 1);
        }
        Files.delete(folder.resolve("mongo/port"));

        try (LocalStores moved = LocalStores.start(request(folder))) {
            assertThat(moved.mongoUri()).isNotEqualTo(firstUri);
            assertThat(countWallets(moved)).isEqualTo(1);
        }
    }

    @Test
    void redis_can_be_killed_and_come_back_empty() {
        try (LocalStores stores = LocalStores.start(request(folder))) {
            writeKey(stores, "lost");
            stores.redis().killHard();

            stores.redis().restartEmpty();

            assertThat(readKey(stores)).isNull();
        }
    }

    @Test
    void two_starts_at_once_on_different_folders_never_meet() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<LocalStores> one = threads.submit(() -> LocalStores.start(request(folder.resolve("one"))));
            Future<LocalStores> two = threads.submit(() -> LocalStores.start(request(folder.resolve("two"))));
            try (LocalStores first = one.get();
                    LocalStores second = two.get()) {
                insertWallet(first, "mine");

                assertThat(countWallets(second)).isZero();
                assertThat(first.mongo().pid()).isNotEqualTo(second.mongo().pid());
                assertThat(first.redisUri()).isNotEqualTo(second.redisUri());
            }
        }
    }

    @Test
    void a_folder_in_use_is_refused_and_its_owner_not_disturbed() {
        try (LocalStores owner = LocalStores.start(request(folder))) {
            assertThatThrownBy(() -> LocalStores.start(request(folder)).close())
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining(folder + " is in use");

            assertThat(countWallets(owner)).isZero();
        }
    }

    @Test
    void closing_ends_both_and_stores_given_by_the_environment_are_used_and_left_running() {
        long mongod;
        try (LocalStores owner = LocalStores.start(request(folder.resolve("owner")))) {
            mongod = owner.mongo().pid();
            HostEnvironment given = HostEnvironment.current()
                    .with(HostEnvironment.MONGODB_URI, owner.mongoUri())
                    .with(HostEnvironment.REDIS_URI, owner.redisUri());
            try (LocalStores guest =
                    LocalStores.start(request(folder.resolve("guest")).withEnvironment(given))) {
                assertThat(guest.mongoUri()).isEqualTo(owner.mongoUri());
                assertThat(banner).anyMatch(line -> line.startsWith("Redis given by COFFER_REDIS_URI: redis://"));
                assertThatThrownBy(guest.mongo()::killHard).isInstanceOf(UnsupportedOperationException.class);
            }
            assertThat(countWallets(owner)).isZero();
        }

        assertThat(ProcessHandle.of(mongod).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
    }

    @Test
    void a_given_address_that_does_not_answer_is_an_error_and_nothing_else_is_started() {
        HostEnvironment given = OwnerProcess.machineWithoutGivenStores()
                .with(HostEnvironment.MONGODB_URI, "mongodb://user:secret@127.0.0.1:1/?replicaSet=x");

        assertThatThrownBy(() -> LocalStores.start(request(folder).withEnvironment(given))
                        .close())
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("COFFER_MONGODB_URI is set, but mongodb://***@127.0.0.1:1/")
                .hasMessageNotContaining("secret");
        assertThat(banner).noneMatch(line -> line.startsWith("MongoDB"));
        assertThat(folder.resolve("redis/server.process"))
                .as("the record of the Redis that had started")
                .doesNotExist();
    }

    private StoreRequest request(Path dataFolder) {
        return StoreRequest.in(dataFolder)
                .withEnvironment(OwnerProcess.machineWithoutGivenStores())
                .withBanner(banner::add);
    }

    private static long countWallets(LocalStores stores) {
        try (MongoClient client = MongoClients.create(stores.mongoUri())) {
            return client.getDatabase("test").getCollection("wallets").countDocuments();
        }
    }

    private static void insertWallet(LocalStores stores, Object id) {
        try (MongoClient client = MongoClients.create(stores.mongoUri())) {
            client.getDatabase("test").getCollection("wallets").insertOne(new Document("_id", id));
        }
    }

    private static @Nullable String readKey(LocalStores stores) {
        try (RedisClient client = RedisClient.create(stores.redisUri());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            return connection.sync().get("key");
        }
    }

    private static void writeKey(LocalStores stores, String value) {
        try (RedisClient client = RedisClient.create(stores.redisUri());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            connection.sync().set("key", value);
        }
    }
}
