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
import dev.coffer.payment.ledger.TransferType;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletOwner;
import dev.coffer.payment.ledger.WalletRef;
import dev.coffer.scripts.bench.Shape.Order;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

/** A database with a ledger in it, users with money, and the commands that orders stand for. */
final class BenchBook {

    static final String TENANT = "bench";
    static final Currency CURRENCY = Currencies.builtIn().get("EUR");

    private static final long FUNDS = 1_000_000_000_000L;
    private static final int SETUP_CALLERS = 500;

    private final MongoClient client;
    private final String database;
    private final List<String> userWallets;
    private final String worldWallet;

    private BenchBook(MongoClient client, String database, List<String> userWallets, String worldWallet) {
        this.client = client;
        this.database = database;
        this.userWallets = userWallets;
        this.worldWallet = worldWallet;
    }

    /** Opens {@code users} wallets and fills them, with the ledger's own writer. */
    static BenchBook create(MongoClient client, String database, int users) throws InterruptedException {
        try (MongoLedger ledger = LedgerBenchWiring.ledger(client, database)) {
            Bookings bookings = ledger.bookings();
            List<String> wallets = Callers.collect(SETUP_CALLERS, users, user -> {
                Wallet wallet = bookings.open(OpenWallet.main(TENANT, "user-" + user, CURRENCY));
                require(bookings.post(deposit(wallet.id(), FUNDS)));
                return wallet.id();
            });
            Wallet world = Objects.requireNonNull(
                    ledger.wallets().find(TENANT, new WalletOwner.House(HouseAccount.WORLD), CURRENCY, Wallet.MAIN));
            return new BenchBook(client, database, wallets, world.id());
        }
    }

    MongoClient client() {
        return client;
    }

    String database() {
        return database;
    }

    int users() {
        return userWallets.size();
    }

    /** The wallet of {@code Order.from} or {@code Order.to}. */
    String wallet(int user) {
        return user == Order.WORLD ? worldWallet : userWallets.get(user);
    }

    Post post(Order order) {
        if (order.from() == Order.WORLD) {
            return deposit(wallet(order.to()), order.minor());
        }
        return post(TransferType.PAYMENT, WalletRef.id(wallet(order.from())), wallet(order.to()), order.minor());
    }

    private static Post deposit(String to, long minor) {
        return post(TransferType.DEPOSIT, WalletRef.house(HouseAccount.WORLD), to, minor);
    }

    private static Post post(TransferType type, WalletRef from, String to, long minor) {
        Money amount = new Money(minor, CURRENCY);
        return new Post(
                TENANT,
                Idempotency.of("user:bench", UUID.randomUUID().toString(), type.name(), to, Long.toString(minor)),
                type,
                List.of(new Post.Leg(from, WalletRef.id(to), amount, Pocket.REAL, type)),
                null,
                Map.of());
    }

    static void require(PostResult result) {
        if (result instanceof PostResult.Refused refused) {
            throw new IllegalStateException("A transfer of the benchmark was refused: " + refused);
        }
    }

    /**
     * Whether the ledger is sound and holds exactly these transfers besides those that filled the wallets.
     *
     * @return what is wrong, one sentence each; empty when all is well
     */
    List<String> flaws(long acknowledged) {
        LedgerVerifier.Report report = new MongoLedgerVerifier(client, database, Currencies.builtIn()).verify();
        long expected = 2 * (acknowledged + users());
        return java.util.stream.Stream.concat(
                        report.flaws().stream().map(flaw -> database + ", " + flaw.where() + ": " + flaw.what()),
                        IntStream.range(0, report.entries() == expected ? 0 : 1)
                                .mapToObj(once -> database + " holds " + report.entries() + " entries, and " + expected
                                        + " were acknowledged."))
                .toList();
    }
}
