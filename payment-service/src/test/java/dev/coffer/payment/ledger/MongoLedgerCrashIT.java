package dev.coffer.payment.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClient;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestSeeds;
import dev.coffer.core.testkit.TestStores;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The bank test under real faults: the database killed, a writer's process killed, connections cut in the middle of
 * transactions, the primary stepping down. Whatever happens, what was acknowledged stands, nothing happens twice, and a
 * repeat of any request has one outcome.
 */
@ExtendWith(StoresExtension.class)
final class MongoLedgerCrashIT {

    private static final int CALLERS = 25;
    private static final int FEW_CALLERS = 5;
    private static final int SOME = 300;
    private static final int FEW = 50;
    private static final int KILLS = 2;
    private static final int MOST_LOST_REPLIES = 3;

    private static final int CUTS = 15;

    /** One of so many commands in a transaction has its connection cut. */
    private static final int CUT_ONE_IN = 20;

    private final String database = TestStores.freshDatabase(MongoLedgerCrashIT.class);

    @Test
    void the_database_is_killed_under_two_writers() throws Exception {
        assumeTrue(TestStores.mongo().isOurs(), "the environment gives a MongoDB that is not ours to kill");
        try (MongoClient client = client(TestStores.mongoUri());
                MongoLedger one = ledger(client);
                MongoLedger two = ledger(client)) {
            BankLoad load = BankLoad.funded(one);
            load.start(one.bookings(), CALLERS);
            load.start(two.bookings(), CALLERS);
            for (int kill = 0; kill < KILLS; kill++) {
                load.awaitMore(SOME);
                TestStores.mongo().killHard();
                TestStores.mongo().restart();
            }
            load.awaitMore(SOME);
            load.stop();

            load.assertNothingLostAndNothingTwice(one);
        }
    }

    @Test
    void a_writers_process_is_killed_while_another_works() throws Exception {
        try (MongoClient client = client(TestStores.mongoUri());
                MongoLedger survivor = ledger(client)) {
            BankLoad load = BankLoad.funded(survivor);
            List<BankLoad> killed = new ArrayList<>();
            List<LedgerWriterProcess> processes = new ArrayList<>();
            for (int i = 0; i < KILLS; i++) {
                killed.add(BankLoad.on(survivor));
                processes.add(LedgerWriterProcess.start(TestStores.mongoUri(), database, killed.get(i)));
            }
            killed.getLast().awaitMore(1);
            load.start(survivor.bookings(), FEW_CALLERS);
            for (int i = 0; i < KILLS; i++) {
                killed.get(i).awaitMore(FEW);
                processes.get(i).killHard();
                load.take(killed.get(i));
            }
            load.awaitMore(SOME);
            load.stop();

            load.assertNothingLostAndNothingTwice(survivor);
        }
    }

    @Test
    void the_reply_to_a_commit_is_lost_once_or_several_times_in_a_row() throws Exception {
        AtomicInteger toLose = new AtomicInteger();
        try (CuttingProxy proxy = new CuttingProxy(
                        TestStores.mongoUri(),
                        sent -> sent.contains("commitTransaction") && toLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0
                                ? CuttingProxy.Cut.BEFORE_THE_REPLY
                                : CuttingProxy.Cut.NOWHERE);
                MongoClient client = client(proxy.uri());
                MongoLedger ledger = ledger(client)) {
            BankLoad load = BankLoad.funded(ledger);
            for (int lost = 1; lost <= MOST_LOST_REPLIES; lost++) {
                Post command = load.payment("lost-" + lost, 0, 1, 100);
                load.asked(command);
                toLose.set(lost);

                PostResult answer = ledger.bookings().post(command);

                assertThat(answer).isInstanceOf(PostResult.Posted.class);
                assertThat(toLose.get()).isZero();
                load.told(command, answer);
            }
            assertThat(proxy.cuts()).isEqualTo(MOST_LOST_REPLIES * (MOST_LOST_REPLIES + 1) / 2);
            load.assertNothingLostAndNothingTwice(ledger);
        }
    }

    @Test
    void connections_are_cut_anywhere_in_transactions_under_two_writers() throws Exception {
        RandomGenerator random = TestSeeds.random(MongoLedgerCrashIT.class);
        try (CuttingProxy proxy = new CuttingProxy(TestStores.mongoUri(), sent -> randomCut(sent, random));
                MongoClient client = client(proxy.uri());
                MongoLedger one = ledger(client);
                MongoLedger two = ledger(client)) {
            BankLoad load = BankLoad.funded(one);
            load.start(one.bookings(), CALLERS);
            load.start(two.bookings(), CALLERS);
            await().atMost(BankLoad.PATIENCE).until(() -> load.isBroken() || proxy.cuts() >= CUTS);
            load.stop();

            load.assertNothingLostAndNothingTwice(one);
        }
    }

    private static CuttingProxy.Cut randomCut(String sent, RandomGenerator random) {
        if (!sent.contains("txnNumber")) {
            return CuttingProxy.Cut.NOWHERE;
        }
        synchronized (random) {
            return random.nextInt(CUT_ONE_IN) > 0
                    ? CuttingProxy.Cut.NOWHERE
                    : random.nextBoolean() ? CuttingProxy.Cut.BEFORE_THE_SERVER : CuttingProxy.Cut.BEFORE_THE_REPLY;
        }
    }

    @Test
    void the_primary_steps_down_under_two_writers() throws Exception {
        try (MongoClient client = client(TestStores.mongoUri());
                MongoLedger one = ledger(client);
                MongoLedger two = ledger(client)) {
            BankLoad load = BankLoad.funded(one);
            load.start(one.bookings(), CALLERS);
            load.start(two.bookings(), CALLERS);
            for (int time = 0; time < KILLS; time++) {
                load.awaitMore(SOME);
                client.getDatabase("admin").runCommand(new Document("replSetStepDown", 1).append("force", true));
            }
            load.awaitMore(SOME);
            load.stop();

            load.assertNothingLostAndNothingTwice(one);
        }
    }

    private static MongoClient client(String uri) {
        return MongoClients.open(uri, "ledger-crash-test");
    }

    private MongoLedger ledger(MongoClient client) {
        return MongoLedger.open(
                client, database, Currencies.builtIn(), Clock.systemUTC(), Ids.timeOrdered(), LedgerSettings.DEFAULTS);
    }
}
