package dev.coffer.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
final class TransactionsIT {

    private static final String COUNTS = "counts";

    private final String name;
    private final CutWire wire;
    private final MongoClient client;
    private final MongoClient cut;

    TransactionsIT(@FreshDatabase String database) throws IOException {
        this.name = database;
        this.client = MongoClients.open(TestStores.mongoUri(), "test");
        this.wire = new CutWire(
                URI.create(TestStores.mongoUri().replaceFirst("\\?.*", "")).getPort());
        this.cut = MongoClients.open("mongodb://127.0.0.1:" + wire.port() + "/?directConnection=true", "cut");
    }

    @BeforeEach
    void empty() {
        client.getDatabase(name).getCollection(COUNTS).deleteMany(new Document());
    }

    @AfterEach
    void disconnect() throws IOException {
        cut.close();
        client.close();
        wire.close();
    }

    @Test
    void a_commit_whose_answers_are_lost_is_asked_for_again_and_counts_once() {
        // The driver asks a second time by itself; only the third is ours.
        wire.cut("commitTransaction", 2, true);
        AtomicInteger runs = new AtomicInteger();

        transactions(cut).run(unit -> {
            runs.incrementAndGet();
            count(unit, "lost-answer");
        });

        assertThat(wire.cutsMade()).isEqualTo(2);
        assertThat(runs).hasValue(1);
        assertThat(counted("lost-answer")).isEqualTo(1);
    }

    @Test
    void a_commit_that_never_reached_the_server_is_asked_for_again_and_counts_once() {
        wire.cut("commitTransaction", 2, false);

        transactions(cut).run(unit -> count(unit, "lost-commit"));

        assertThat(wire.cutsMade()).isEqualTo(2);
        assertThat(counted("lost-commit")).isEqualTo(1);
    }

    @Test
    void a_commit_whose_outcome_stays_unknown_is_unavailable_and_not_run_again() {
        wire.cut("commitTransaction", Integer.MAX_VALUE, true);
        AtomicInteger runs = new AtomicInteger();

        assertThatThrownBy(() -> transactions(cut).run(unit -> {
                    runs.incrementAndGet();
                    count(unit, "unknown");
                }))
                .isInstanceOfSatisfying(
                        CodedException.class,
                        failure -> assertThat(failure.code()).isEqualTo(CommonError.UNAVAILABLE));

        assertThat(runs).hasValue(1);
        Awaitility.await().until(() -> counted("unknown") == 1);
    }

    @Test
    void a_write_whose_answer_is_lost_in_mid_transaction_lets_the_whole_run_begin_anew() {
        wire.cut("update", 1, true);
        AtomicInteger runs = new AtomicInteger();

        transactions(cut).run(unit -> {
            runs.incrementAndGet();
            count(unit, "mid");
        });

        assertThat(runs).hasValue(2);
        assertThat(counted("mid")).isEqualTo(1);
    }

    @Test
    void callers_that_collide_all_get_through_and_none_counts_twice() throws InterruptedException {
        Transactions transactions = transactions(client);
        AtomicInteger refused = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            callers.add(Thread.ofVirtual().start(() -> {
                try {
                    transactions.run(unit -> count(unit, "hot"));
                } catch (CodedException unavailable) {
                    refused.incrementAndGet();
                }
            }));
        }
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(counted("hot") + refused.get()).isEqualTo(20);
        assertThat(counted("hot")).isPositive();
    }

    @Test
    void an_endless_collision_is_given_up_within_the_named_limits() {
        TransactionLimits few =
                new TransactionLimits(3, 1, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofSeconds(1));
        MongoDatabase database = client.getDatabase(name);
        Transactions transactions = new Transactions(client, database, StoreReadiness.ready(), few);
        transactions.run(unit -> count(unit, "taken"));
        AtomicInteger runs = new AtomicInteger();

        assertThatThrownBy(() -> transactions(client).run(holder -> {
                    count(holder, "taken");
                    transactions.run(unit -> {
                        runs.incrementAndGet();
                        count(unit, "taken");
                    });
                }))
                .isInstanceOf(CodedException.class);

        assertThat(runs).hasValueGreaterThanOrEqualTo(3);
    }

    @Test
    void a_primary_that_steps_down_again_and_again_costs_time_and_nothing_else() throws InterruptedException {
        Transactions transactions = transactions(client);
        AtomicInteger acknowledged = new AtomicInteger();
        AtomicBoolean isOver = new AtomicBoolean();
        Thread caller = Thread.ofPlatform().start(() -> {
            while (!isOver.get()) {
                int next = acknowledged.get() + 1;
                try {
                    // The caller's own key makes the repeat of an unknown outcome harmless, as the use cases do.
                    transactions.run(unit -> once(unit, "step-" + next));
                    acknowledged.set(next);
                } catch (CodedException unavailable) {
                    assertThat(unavailable.code()).isEqualTo(CommonError.UNAVAILABLE);
                }
            }
        });
        for (int i = 1; i <= 2; i++) {
            int before = acknowledged.get();
            Awaitility.await().until(() -> acknowledged.get() > before + 10);
            stepDown();
            int after = acknowledged.get();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.get() > after + 10);
        }
        isOver.set(true);
        caller.join();

        assertThat(counted("steps")).isEqualTo(acknowledged.get());
    }

    private void stepDown() {
        try {
            client.getDatabase("admin")
                    .runCommand(new Document("replSetStepDown", 1)
                            .append("secondaryCatchUpPeriodSecs", 0)
                            .append("force", true));
        } catch (MongoException connectionClosed) {
            assertThat(StoreFailures.isUnavailable(connectionClosed)).isTrue();
        }
    }

    private Transactions transactions(MongoClient through) {
        return new Transactions(through, through.getDatabase(name), StoreReadiness.ready(), TransactionLimits.DEFAULT);
    }

    private static void count(UnitOfWork unit, String id) {
        unit.collection(COUNTS)
                .updateOne(
                        unit.session(), Filters.eq("_id", id), Updates.inc("n", 1), new UpdateOptions().upsert(true));
    }

    private static void once(UnitOfWork unit, String key) {
        if (unit.collection(COUNTS).find(unit.session(), Filters.eq("_id", key)).first() == null) {
            unit.collection(COUNTS).insertOne(unit.session(), new Document("_id", key));
            count(unit, "steps");
        }
    }

    private int counted(String id) {
        Document found = client.getDatabase(name)
                .getCollection(COUNTS)
                .find(Filters.eq("_id", id))
                .first();
        return found == null ? 0 : Objects.requireNonNull(found.getInteger("n"));
    }
}
