package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.deposit;
import static dev.coffer.payment.ledger.LedgerFixtures.eur;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClient;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestSeeds;
import dev.coffer.core.testkit.TestStores;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Wallets that one writer closes while another pays into them, and what breaks meanwhile. */
@ExtendWith(StoresExtension.class)
final class MongoLedgerClosingCrashIT {

    private static final int WALLETS = 1_500;
    private static final int CALLERS = 20;
    private static final int KILLS = 2;
    private static final int MOST_REPEATS = 30;
    private static final int MOST_LOST_REPLIES = 3;

    /** One of so many commands in a transaction has its connection cut. */
    private static final int CUT_ONE_IN = 30;

    private final String database = TestStores.freshDatabase(MongoLedgerClosingCrashIT.class);
    private final AtomicInteger answers = new AtomicInteger();

    @Test
    void the_database_is_killed() throws Exception {
        assumeTrue(TestStores.mongo().isOurs(), "the environment gives a MongoDB that is not ours to kill");
        try (MongoClient client = client(TestStores.mongoUri());
                MongoLedger one = ledger(client);
                MongoLedger two = ledger(client);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Wallet> wallets = open(one);
            Future<?> killer = threads.submit(() -> {
                for (int kill = 1; kill <= KILLS; kill++) {
                    int enough = kill * WALLETS / 2;
                    await().atMost(BankLoad.PATIENCE).until(() -> answers.get() >= enough);
                    TestStores.mongo().killHard();
                    TestStores.mongo().restart();
                }
                return null;
            });
            List<Boolean> outcomes = race(one, two, wallets);
            killer.get();

            assertEachIsClosedOrPaid(one, wallets, outcomes);
        }
    }

    @Test
    void connections_are_cut_anywhere_in_transactions() throws Exception {
        RandomGenerator random = TestSeeds.random(MongoLedgerClosingCrashIT.class);
        try (CuttingProxy proxy = new CuttingProxy(TestStores.mongoUri(), sent -> randomCut(sent, random));
                MongoClient client = client(proxy.uri());
                MongoLedger one = ledger(client);
                MongoLedger two = ledger(client)) {
            List<Wallet> wallets = open(one);
            List<Boolean> outcomes = race(one, two, wallets);

            assertThat(proxy.cuts()).isPositive();
            assertEachIsClosedOrPaid(one, wallets, outcomes);
        }
    }

    @Test
    void the_reply_to_a_closings_commit_is_lost_once_or_several_times_in_a_row() throws Exception {
        AtomicInteger toLose = new AtomicInteger();
        try (CuttingProxy proxy = new CuttingProxy(
                        TestStores.mongoUri(),
                        sent -> sent.contains("commitTransaction") && toLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0
                                ? CuttingProxy.Cut.BEFORE_THE_REPLY
                                : CuttingProxy.Cut.NOWHERE);
                MongoClient client = client(proxy.uri());
                MongoLedger ledger = ledger(client)) {
            for (int lost = 1; lost <= MOST_LOST_REPLIES; lost++) {
                Wallet wallet = ledger.bookings().open(OpenWallet.main(TENANT, "user-" + lost, EUR));
                toLose.set(lost);

                assertThat(ledger.bookings().change(new CloseWallet(TENANT, wallet.id())))
                        .isEqualTo(new StatusResult.Changed(now(ledger, wallet)));
                assertThat(now(ledger, wallet).seq()).isEqualTo(1);
                toLose.set(0);
            }
            assertThat(proxy.cuts()).isPositive();
            assertThat(ledger.verifier().verify().flaws()).isEmpty();
        }
    }

    private static List<Wallet> open(MongoLedger ledger) throws Exception {
        return Crowd.of(WALLETS, i -> persist(() -> ledger.bookings().open(OpenWallet.main(TENANT, "user-" + i, EUR))));
    }

    /** Of two callers, each at a writer of its own, one closes what the other pays into. @return for each wallet: was it closed, was it paid into */
    private List<Boolean> race(MongoLedger one, MongoLedger two, List<Wallet> wallets) throws Exception {
        Boolean[] outcomes = new Boolean[2 * WALLETS];
        List<CyclicBarrier> pairs =
                Stream.generate(() -> new CyclicBarrier(2)).limit(CALLERS / 2).toList();
        Crowd.of(CALLERS, caller -> {
            for (int i = caller / 2; i < WALLETS; i += CALLERS / 2) {
                Wallet wallet = wallets.get(i);
                meet(pairs.get(caller / 2));
                MongoLedger writer = caller % 2 == 0 ? one : two;
                // Each writer closes and pays in, so that both meet in the world's account too.
                boolean isCloser = caller % 2 == i % 2;
                outcomes[2 * i + (isCloser ? 0 : 1)] = isCloser ? isClosed(writer, wallet) : isPaid(writer, wallet);
                answers.incrementAndGet();
            }
            return caller;
        });
        return List.of(outcomes);
    }

    /** Otherwise the faster writer is always first. */
    private static void meet(CyclicBarrier pair) {
        try {
            pair.await(BankLoad.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("the other caller is gone", e);
        }
    }

    private static boolean isClosed(MongoLedger ledger, Wallet wallet) {
        return persist(() -> ledger.bookings().change(new CloseWallet(TENANT, wallet.id())))
                instanceof StatusResult.Changed;
    }

    private static boolean isPaid(MongoLedger ledger, Wallet wallet) {
        Post command = deposit(wallet, eur(1));
        return persist(() -> ledger.bookings().post(command)) instanceof PostResult.Posted;
    }

    /** As a client does who heard UNAVAILABLE: the same request until there is an answer. */
    private static <T> T persist(Supplier<T> request) {
        for (int i = 0; i < MOST_REPEATS; i++) {
            try {
                return request.get();
            } catch (CodedException failure) {
                assertThat(failure.code()).isEqualTo(CommonError.UNAVAILABLE);
            }
        }
        throw new AssertionError("no answer after " + MOST_REPEATS + " tries");
    }

    private static void assertEachIsClosedOrPaid(MongoLedger ledger, List<Wallet> wallets, List<Boolean> outcomes) {
        int closings = 0;
        for (int i = 0; i < WALLETS; i++) {
            Wallet wallet = now(ledger, wallets.get(i));
            boolean wasClosed = outcomes.get(2 * i);
            boolean wasPaid = outcomes.get(2 * i + 1);
            assertThat(wasClosed).as(wallet.toString()).isNotEqualTo(wasPaid);
            assertThat(wallet.status() == Wallet.Status.CLOSED)
                    .as(wallet.toString())
                    .isEqualTo(wasClosed);
            assertThat(wallet.available(Pocket.REAL)).isEqualTo(eur(wasPaid ? 1 : 0));
            assertThat(wallet.seq()).isEqualTo(1);
            closings += wasClosed ? 1 : 0;
        }
        assertThat(ledger.verifier().verify().flaws()).isEmpty();
        System.out.printf("%d of %d wallets were closed before they were paid into%n", closings, WALLETS);
    }

    private static Wallet now(MongoLedger ledger, Wallet wallet) {
        return Objects.requireNonNull(ledger.wallets().find(TENANT, wallet.id()));
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

    private static MongoClient client(String uri) {
        return MongoClients.open(uri, "ledger-closing-crash-test");
    }

    private MongoLedger ledger(MongoClient client) {
        return MongoLedger.open(
                client, database, Currencies.builtIn(), Clock.systemUTC(), Ids.timeOrdered(), LedgerSettings.DEFAULTS);
    }
}
