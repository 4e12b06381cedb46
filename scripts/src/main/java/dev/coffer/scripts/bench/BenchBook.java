package dev.coffer.scripts.bench;

import com.mongodb.client.MongoClient;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.HouseAccount;
import dev.coffer.payment.ledger.Idempotency;
import dev.coffer.payment.ledger.LedgerVerifier;
import dev.coffer.payment.ledger.MongoLedger;
import dev.coffer.payment.ledger.MongoLedgerVerifier;
import dev.coffer.payment.ledger.OpenWallet;
import dev.coffer.payment.ledger.Pocket;
import dev.coffer.payment.ledger.Post;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.SetCreditLimit;
import dev.coffer.payment.ledger.TransferType;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletOwner;
import dev.coffer.payment.ledger.WalletRef;
import dev.coffer.scripts.bench.Order.Account;
import dev.coffer.scripts.bench.Order.Group;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** A database with a ledger in it, users with money, and the commands that orders stand for. */
final class BenchBook {

    static final String TENANT = "bench";
    static final Currency CURRENCY = Currencies.builtIn().get("EUR");

    /** What a poor wallet holds at first. */
    static final long LITTLE = 100;

    private static final long FUNDS = 1_000_000_000_000L;
    private static final int SETUP_CALLERS = 500;

    private final MongoClient client;
    private final String database;
    private final Map<Group, List<String>> wallets;
    private final long setUpEntries;

    private BenchBook(MongoClient client, String database, Map<Group, List<String>> wallets, long setUpEntries) {
        this.client = client;
        this.database = database;
        this.wallets = wallets;
        this.setUpEntries = setUpEntries;
    }

    /**
     * Opens three wallets for each of {@code users} and fills them, with the ledger's own writer.
     *
     * @param onCredit whether each gets a fourth, which holds nothing and may be overdrawn
     */
    static BenchBook create(MongoClient client, String database, int users, boolean onCredit)
            throws InterruptedException {
        try (MongoLedger ledger = LedgerBenchWiring.ledger(client, database)) {
            Map<Group, List<String>> wallets = new EnumMap<>(Group.class);
            wallets.put(Group.EVERYDAY, filled(ledger.bookings(), users, Wallet.MAIN, FUNDS));
            wallets.put(Group.SAVINGS, filled(ledger.bookings(), users, "savings", FUNDS));
            wallets.put(Group.POOR, filled(ledger.bookings(), users, "poor", LITTLE));
            require(ledger.bookings()
                    .post(post(
                            TransferType.DEPOSIT,
                            List.of(leg(
                                    WalletRef.house(HouseAccount.WORLD),
                                    WalletRef.house(HouseAccount.SETTLEMENT),
                                    FUNDS,
                                    TransferType.DEPOSIT)))));
            wallets.put(Group.WORLD, List.of(house(ledger, HouseAccount.WORLD)));
            wallets.put(Group.BANK, List.of(house(ledger, HouseAccount.SETTLEMENT)));
            if (onCredit) {
                wallets.put(Group.ON_CREDIT, onCredit(ledger.bookings(), users));
            }
            return new BenchBook(client, database, wallets, 2L * (3L * users + 1) + (onCredit ? users : 0));
        }
    }

    private static List<String> filled(Bookings bookings, int users, String category, long funds)
            throws InterruptedException {
        return Callers.collect(SETUP_CALLERS, users, user -> {
            WalletOwner owner = new WalletOwner.User("user-" + user);
            Wallet wallet = bookings.open(new OpenWallet(TENANT, owner, CURRENCY, category));
            require(bookings.post(post(
                    TransferType.DEPOSIT,
                    List.of(leg(
                            WalletRef.house(HouseAccount.WORLD),
                            WalletRef.id(wallet.id()),
                            funds,
                            TransferType.DEPOSIT)))));
            return wallet.id();
        });
    }

    private static List<String> onCredit(Bookings bookings, int users) throws InterruptedException {
        return Callers.collect(SETUP_CALLERS, users, user -> {
            Wallet wallet =
                    bookings.open(new OpenWallet(TENANT, new WalletOwner.User("user-" + user), CURRENCY, "credit"));
            require(bookings.post(new SetCreditLimit(
                    TENANT,
                    Idempotency.of("user:bench", UUID.randomUUID().toString(), wallet.id()),
                    wallet.id(),
                    new Money(FUNDS, CURRENCY),
                    "bench",
                    "benchmark")));
            return wallet.id();
        });
    }

    private static String house(MongoLedger ledger, HouseAccount account) {
        return Objects.requireNonNull(
                        ledger.wallets().find(TENANT, new WalletOwner.House(account), CURRENCY, Wallet.MAIN))
                .id();
    }

    MongoClient client() {
        return client;
    }

    String database() {
        return database;
    }

    String wallet(Account account) {
        return Objects.requireNonNull(wallets.get(account.group())).get(account.user());
    }

    /** Each once. */
    List<String> wallets(Order order) {
        return order.legs().stream()
                .flatMap(leg -> Stream.of(leg.from(), leg.to()))
                .distinct()
                .map(this::wallet)
                .toList();
    }

    Post post(Order order) {
        TransferType type = type(order.legs().getFirst());
        return post(
                type,
                order.legs().stream()
                        .map(leg -> leg(ref(leg.from()), ref(leg.to()), leg.minor(), type))
                        .toList());
    }

    private static TransferType type(Order.Leg leg) {
        if (leg.from().group() == Group.WORLD) {
            return TransferType.DEPOSIT;
        }
        return switch (leg.to().group()) {
            case WORLD -> TransferType.WITHDRAWAL;
            case BANK, EVERYDAY, SAVINGS, POOR, ON_CREDIT -> TransferType.PAYMENT;
        };
    }

    private WalletRef ref(Account account) {
        return switch (account.group()) {
            case WORLD -> WalletRef.house(HouseAccount.WORLD);
            case BANK -> WalletRef.house(HouseAccount.SETTLEMENT);
            case EVERYDAY, SAVINGS, POOR, ON_CREDIT -> WalletRef.id(wallet(account));
        };
    }

    private static Post.Leg leg(WalletRef from, WalletRef to, long minor, TransferType kind) {
        return new Post.Leg(from, to, new Money(minor, CURRENCY), Pocket.REAL, kind);
    }

    private static Post post(TransferType type, List<Post.Leg> legs) {
        return new Post(
                TENANT,
                Idempotency.of("user:bench", UUID.randomUUID().toString(), type.name(), legs.toString()),
                type,
                legs,
                null,
                Map.of());
    }

    static void require(PostResult result) {
        if (result instanceof PostResult.Refused refused) {
            throw new IllegalStateException("A transfer of the benchmark was refused: " + refused);
        }
    }

    /**
     * Whether the ledger is sound and holds exactly these entries besides those that filled the wallets.
     *
     * @return what is wrong, one sentence each; empty when all is well
     */
    List<String> flaws(long acknowledged) {
        LedgerVerifier.Report report = new MongoLedgerVerifier(client, database, Currencies.builtIn()).verify();
        long expected = acknowledged + setUpEntries;
        Stream<String> found = report.flaws().stream().map(flaw -> database + ", " + flaw.where() + ": " + flaw.what());
        Stream<String> miscounted = report.entries() == expected
                ? Stream.of()
                : Stream.of(
                        database + " holds " + report.entries() + " entries, and " + expected + " were acknowledged.");
        return Stream.concat(found, miscounted).toList();
    }
}
