package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.deposit;
import static dev.coffer.payment.ledger.LedgerFixtures.eur;
import static dev.coffer.payment.ledger.LedgerFixtures.key;
import static dev.coffer.payment.ledger.LedgerFixtures.leg;
import static dev.coffer.payment.ledger.LedgerFixtures.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The bank of Jepsen's test: users who pay each other through one writer or more, each time with a fee to the house, and what
 * each of them was told. They set money aside too, capture and release what others set aside, and take payments back, several
 * of them the same one at once. Funds are short enough that some of it is refused.
 */
final class BankLoad {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int USERS = 20;
    private static final long FUNDS = 1_000_000;
    private static final long MOST_PAID = 300_000;
    private static final int REPEATERS = 50;

    /** Holds and payments that callers choose from: few, so that several mean the same one at once. */
    private static final int REMEMBERED = 10;

    private static final Duration HOLD = Duration.ofHours(1);
    private static final int MOST_REPEATS = 30;

    private final Map<String, Keyed> asked = new ConcurrentHashMap<>();
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final Queue<Throwable> broken = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final List<String> holds = new ArrayList<>();
    private final List<String> payments = new ArrayList<>();
    private final List<Thread> callers = new ArrayList<>();
    private final List<Wallet> wallets;
    private volatile boolean running = true;

    private BankLoad(List<Wallet> wallets) {
        this.wallets = wallets;
    }

    /** Opens the users' wallets, or finds them, without paying anything in. */
    static BankLoad on(MongoLedger ledger) {
        List<Wallet> wallets = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            wallets.add(ledger.bookings().open(OpenWallet.main(TENANT, "user-" + user, EUR)));
        }
        return new BankLoad(wallets);
    }

    /** Opens the users' wallets and fills them. */
    static BankLoad funded(MongoLedger ledger) {
        BankLoad load = on(ledger);
        for (Wallet wallet : load.wallets) {
            Post funds = deposit(wallet, eur(FUNDS));
            load.asked(funds);
            load.told(funds, ledger.bookings().post(funds));
        }
        return load;
    }

    /** Somebody asks for this; what becomes of it may stay unknown. */
    void asked(Keyed command) {
        asked.put(command.idempotency().key(), command);
    }

    /** Somebody was told this, so it must stand for ever. */
    void told(Keyed command, PostResult result) {
        told(command.idempotency().key(), outcome(result));
        if (result instanceof PostResult.Posted(Transfer transfer)) {
            switch (transfer.type()) {
                case HOLD -> remember(holds, transfer.id());
                case PAYMENT -> remember(payments, transfer.id());
                default -> {}
            }
        }
    }

    private static void remember(List<String> ids, String id) {
        synchronized (ids) {
            ids.add(id);
            if (ids.size() > REMEMBERED) {
                ids.removeFirst();
            }
        }
    }

    private static @Nullable String any(List<String> ids) {
        synchronized (ids) {
            return ids.isEmpty() ? null : ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
        }
    }

    void told(String key, String outcome) {
        told.put(key, outcome);
        answers.incrementAndGet();
    }

    /** An answer in a word: the transfer's id, or the refusal's code. */
    static String outcome(PostResult result) {
        return switch (result) {
            case PostResult.Posted posted -> posted.transfer().id();
            case PostResult.Refused refused -> refused.code().name();
        };
    }

    /** Mostly a payment; else something about a hold, or about an earlier payment. */
    private Keyed randomCommand() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String hold = any(holds);
        String payment = any(payments);
        return switch (random.nextInt(10)) {
            case 0 -> randomHold(random);
            case 1 ->
                hold == null
                        ? randomHold(random)
                        : new CaptureHold(
                                TENANT, newKey(), hold, eur(random.nextLong(1, MOST_PAID)), random.nextBoolean());
            case 2 -> hold == null ? randomHold(random) : new ReleaseHold(TENANT, newKey(), hold, Hold.Status.VOIDED);
            case 3 ->
                payment == null
                        ? randomPayment()
                        : new ReverseTransfer(
                                TENANT, newKey(), payment, random.nextBoolean() ? null : eur(1), null, "ada");
            default -> randomPayment();
        };
    }

    private HoldFunds randomHold(ThreadLocalRandom random) {
        int from = random.nextInt(USERS);
        int to = (from + 1 + random.nextInt(USERS - 1)) % USERS;
        return new HoldFunds(
                TENANT,
                newKey(),
                wallets.get(from).id(),
                WalletRef.id(wallets.get(to).id()),
                Pocket.REAL,
                TransferType.PAYMENT,
                eur(random.nextLong(1, MOST_PAID)),
                eur(random.nextLong(100)),
                Instant.now().plus(HOLD),
                null);
    }

    private static Idempotency newKey() {
        return key(UUID.randomUUID().toString());
    }

    Post randomPayment() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int from = random.nextInt(USERS);
        int to = (from + 1 + random.nextInt(USERS - 1)) % USERS;
        return payment(UUID.randomUUID().toString(), from, to, random.nextLong(1, MOST_PAID));
    }

    /** A payment by its numbers, so that another process can say which one it means. */
    Post payment(String clientKey, int from, int to, long cents) {
        WalletRef payer = WalletRef.id(wallets.get(from).id());
        return post(
                key(clientKey, Integer.toString(from), Integer.toString(to), Long.toString(cents)),
                TransferType.PAYMENT,
                leg(payer, WalletRef.id(wallets.get(to).id()), eur(cents), TransferType.PAYMENT),
                leg(payer, WalletRef.house(HouseAccount.FEES), eur(1), TransferType.FEE));
    }

    int indexOf(WalletRef ref) {
        for (int i = 0; i < wallets.size(); i++) {
            if (ref.equals(WalletRef.id(wallets.get(i).id()))) {
                return i;
            }
        }
        throw new IllegalArgumentException(ref + " is no user's");
    }

    /** Starts callers who pay until {@link #stop}. */
    void start(Bookings bookings, int count) {
        for (int i = 0; i < count; i++) {
            callers.add(Thread.ofVirtual().start(() -> pay(bookings)));
        }
    }

    private void pay(Bookings bookings) {
        try {
            while (running) {
                Keyed command = randomCommand();
                asked(command);
                PostResult result = tryPost(bookings, command);
                if (result != null) {
                    told(command, result);
                }
            }
        } catch (RuntimeException | AssertionError failure) {
            broken.add(failure);
        }
    }

    /** Null when the outcome is not known. Any other failure than that is a fault. */
    static @Nullable PostResult tryPost(Bookings bookings, Keyed command) {
        try {
            return bookings.post(command);
        } catch (CodedException failure) {
            if (failure.code() == CommonError.UNAVAILABLE) {
                return null;
            }
            throw failure;
        }
    }

    /** Adds what callers of another load asked for and were told. */
    void take(BankLoad other) {
        asked.putAll(other.asked);
        told.putAll(other.told);
        broken.addAll(other.broken);
    }

    void awaitMore(int count) {
        int before = answers.get();
        await().atMost(PATIENCE).until(() -> isBroken() || answers.get() >= before + count);
    }

    /** Whether a caller met with what callers must never meet with; {@link #assertNothingLostAndNothingTwice} says what. */
    boolean isBroken() {
        return !broken.isEmpty();
    }

    void stop() {
        running = false;
        await().atMost(PATIENCE).until(() -> callers.stream().noneMatch(Thread::isAlive));
    }

    /** Repeats every request as a client would, and compares with what was told and what is stored. */
    void assertNothingLostAndNothingTwice(MongoLedger ledger) throws Exception {
        assertThat(broken).isEmpty();
        Map<String, PostResult> outcomes = repeatAll(ledger.bookings());
        assertThat(repeatAll(ledger.bookings())).isEqualTo(outcomes);
        told.forEach((key, outcome) -> assertThat(outcomes.get(key))
                .as(key)
                .isNotNull()
                .extracting(BankLoad::outcome)
                .isEqualTo(outcome));
        LedgerVerifier.Report report = ledger.verifier().verify();
        assertThat(report.flaws()).isEmpty();
        // Every entry there is belongs to a transfer that somebody asked for, once.
        assertThat(report.entries())
                .isEqualTo(
                        outcomes.values().stream().mapToLong(BankLoad::entries).sum());
        System.out.printf(
                "%d requests, %d answered at once, %d of all booked%n",
                asked.size(),
                told.size(),
                outcomes.values().stream()
                        .filter(PostResult.Posted.class::isInstance)
                        .count());
    }

    private Map<String, PostResult> repeatAll(Bookings bookings) throws Exception {
        List<Keyed> commands = List.copyOf(asked.values());
        Map<String, PostResult> outcomes = new ConcurrentHashMap<>();
        Crowd.of(REPEATERS, repeater -> {
            for (int i = repeater; i < commands.size(); i += REPEATERS) {
                Keyed command = commands.get(i);
                outcomes.put(command.idempotency().key(), repeat(bookings, command));
            }
            return repeater;
        });
        return outcomes;
    }

    /** As a client does who heard UNAVAILABLE: the same request with the same key until there is an answer. */
    private static PostResult repeat(Bookings bookings, Keyed command) {
        for (int i = 0; i < MOST_REPEATS; i++) {
            PostResult result = tryPost(bookings, command);
            if (result != null) {
                return result;
            }
        }
        throw new AssertionError("no answer to " + command + " after " + MOST_REPEATS + " tries");
    }

    private static long entries(PostResult result) {
        return result instanceof PostResult.Posted posted
                ? posted.transfer().entries().size()
                : 0;
    }
}
