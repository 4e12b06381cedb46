package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.deposit;
import static dev.coffer.payment.ledger.LedgerFixtures.eur;
import static dev.coffer.payment.ledger.LedgerFixtures.newKey;
import static dev.coffer.payment.ledger.LedgerFixtures.payment;
import static dev.coffer.payment.ledger.LedgerFixtures.paymentWithFee;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ExplainVerbosity;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.MutableClock;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestSeeds;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.payment.ledger.Transfers.Filter;
import dev.coffer.payment.ledger.Transfers.TransferBounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lists against everything that is there, sorted in memory; many transfers share a moment, and one of two clocks is slow. */
@ExtendWith(StoresExtension.class)
final class MongoTransferPagesIT {

    private static final int TRANSFERS = 160;
    private static final int LISTS = 60;
    private static final Duration SLOW = Duration.ofSeconds(3);

    private final RandomGenerator random = TestSeeds.random(MongoTransferPagesIT.class);
    private final MongoClient client = MongoClients.create(TestStores.mongoUri());
    private final MutableClock clock = MutableClock.atStandardTime();
    private final MutableClock slowClock = MutableClock.at(MutableClock.STANDARD_TIME.minus(SLOW));
    private final String database;
    private final MongoLedger ledger;
    private final MongoLedger other;
    private final List<Wallet> wallets;

    MongoTransferPagesIT(@FreshDatabase String database) {
        this.database = database;
        this.ledger = open(clock);
        this.other = open(slowClock);
        this.wallets = IntStream.range(0, 5)
                .mapToObj(user -> ledger.bookings().open(OpenWallet.main(TENANT, "user-" + user, EUR)))
                .sorted(Comparator.comparing(Wallet::id))
                .toList();
    }

    private MongoLedger open(MutableClock clock) {
        return MongoLedger.open(
                client, database, Currencies.builtIn(), clock, Ids.timeOrdered(), LedgerSettings.DEFAULTS);
    }

    @AfterEach
    void close() {
        ledger.close();
        other.close();
        client.close();
    }

    @Test
    void a_wallets_entries_are_read_by_its_own_part_of_the_index_and_by_no_other_plan() {
        fill();
        for (Wallet wallet : wallets) {
            Document plan = client.getDatabase(database)
                    .getCollection(MongoTransferDocument.COLLECTION)
                    .find(MongoEntries.between(wallet.id(), 2, 5))
                    .explain(ExplainVerbosity.EXECUTION_STATS);

            assertThat(plan.get("queryPlanner", Document.class).getList("rejectedPlans", Document.class))
                    .as("the other ways that the store weighs: %s", plan)
                    .isEmpty();
            assertThat(plan.get("executionStats", Document.class).getInteger("totalKeysExamined"))
                    .isLessThanOrEqualTo(5);
        }
    }

    @Test
    void every_list_is_what_is_there_in_pages_of_any_size_in_both_directions() {
        fill();
        List<Transfer> all = all();
        assertThat(all).hasSizeGreaterThan(TRANSFERS);
        for (int i = 0; i < LISTS; i++) {
            List<String> ids = some();
            Filter filter = filter(all);
            int limit = 1 + random.nextInt(i % 3 == 0 ? 4 : Transfers.MAX_PAGE);
            List<String> expected = expected(all, ids, filter);

            assertThat(forward(ids, filter, limit))
                    .as("%s by %s", filter, limit)
                    .isEqualTo(expected);
            assertThat(backward(ids, filter, limit))
                    .as("%s by %s", filter, limit)
                    .isEqualTo(expected);
        }
    }

    @Test
    void a_page_begins_at_no_transfer_of_somebody_else() {
        Transfer elsewhere = posted(ledger.bookings().post(deposit(wallets.get(0), eur(1))));
        List<String> ids = List.of(wallets.get(1).id());

        assertThatThrownBy(() ->
                        ledger.transfers().ofWallets(TENANT, ids, new TransferBounds(elsewhere.id(), null, 10, false)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(elsewhere.id());
    }

    private void fill() {
        wallets.forEach(wallet -> ledger.bookings().post(deposit(wallet, eur(1_000_000))));
        List<Transfer> payments = new ArrayList<>();
        for (int i = 0; i < TRANSFERS; i++) {
            if (random.nextInt(3) == 0) {
                Duration step = Duration.ofMillis(random.nextInt(3) == 0 ? random.nextInt(2_000) : 1);
                clock.advance(step);
                slowClock.advance(step);
            }
            MongoLedger writer = random.nextInt(4) == 0 ? other : ledger;
            Wallet from = wallets.get(random.nextInt(wallets.size()));
            Wallet to = wallets.get(random.nextInt(wallets.size()));
            long cents = 1 + random.nextLong(500);
            if (from.equals(to)) {
                posted(writer.bookings().post(deposit(to, eur(cents))));
            } else if (random.nextBoolean()) {
                payments.add(posted(writer.bookings().post(payment(from, to, eur(cents)))));
            } else {
                payments.add(posted(writer.bookings().post(paymentWithFee(from, to, eur(cents), eur(2)))));
            }
        }
        for (int i = 0; i < TRANSFERS / 10; i++) {
            Transfer back = payments.remove(random.nextInt(payments.size()));
            posted(ledger.bookings().post(new ReverseTransfer(TENANT, newKey(), back.id(), null, null, "operator")));
        }
    }

    private List<Transfer> all() {
        List<Transfer> all = new ArrayList<>();
        for (BsonDocument found : client.getDatabase(database)
                .getCollection(MongoTransferDocument.COLLECTION, BsonDocument.class)
                .find(new Document(MongoTransferDocument.ENTRIES, new Document("$exists", true)))) {
            all.add(MongoTransferDocument.read(found, Currencies.builtIn()));
        }
        return all;
    }

    private List<String> some() {
        List<Wallet> shuffled = new ArrayList<>(wallets);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, 1 + random.nextInt(shuffled.size())).stream()
                .map(Wallet::id)
                .toList();
    }

    private Filter filter(List<Transfer> all) {
        return new Filter(
                random.nextInt(3) == 0 ? List.of(TransferType.DEPOSIT, TransferType.REVERSAL) : List.of(),
                random.nextInt(3) == 0 ? near(all) : null,
                random.nextInt(3) == 0 ? near(all) : null,
                random.nextInt(4) == 0 ? eur(200) : null,
                random.nextInt(4) == 0 ? eur(400) : null,
                Map.of(),
                random.nextInt(3) == 0 ? random.nextBoolean() : null);
    }

    private Instant near(List<Transfer> all) {
        return all.get(random.nextInt(all.size())).at().plusMillis(random.nextInt(3) - 1);
    }

    private static List<String> expected(List<Transfer> all, List<String> walletIds, Filter filter) {
        List<String> sorted = walletIds.stream().sorted().toList();
        List<String> reversed = all.stream()
                .map(transfer -> transfer.links().reverses())
                .filter(Objects::nonNull)
                .toList();
        Predicate<Transfer> isWanted = transfer -> first(transfer, sorted) < sorted.size()
                && (filter.types().isEmpty() || filter.types().contains(transfer.type()))
                && (filter.from() == null || !transfer.at().isBefore(filter.from()))
                && (filter.to() == null || transfer.at().isBefore(filter.to()))
                && (filter.least() == null
                        || transfer.amount().minor() >= filter.least().minor())
                && (filter.most() == null
                        || transfer.amount().minor() <= filter.most().minor())
                && (filter.isReversed() == null || reversed.contains(transfer.id()) == filter.isReversed());
        return all.stream()
                .filter(isWanted)
                .sorted(Comparator.comparing(Transfer::at)
                        .thenComparingInt(transfer -> first(transfer, sorted))
                        .thenComparingLong(
                                transfer -> MongoEntries.lastSeq(transfer, sorted.get(first(transfer, sorted))))
                        .reversed())
                .map(Transfer::id)
                .toList();
    }

    private static int first(Transfer transfer, List<String> walletIds) {
        int first = 0;
        while (first < walletIds.size() && !touches(transfer, walletIds.get(first))) {
            first++;
        }
        return first;
    }

    private static boolean touches(Transfer transfer, String walletId) {
        return transfer.parties().stream().anyMatch(party -> party.walletId().equals(walletId));
    }

    private List<String> forward(List<String> walletIds, Filter filter, int limit) {
        List<String> walked = new ArrayList<>();
        List<String> page;
        do {
            page = page(walletIds, filter, new TransferBounds(last(walked), null, limit, false));
            walked.addAll(page);
        } while (!page.isEmpty());
        return walked;
    }

    private List<String> backward(List<String> walletIds, Filter filter, int limit) {
        List<String> walked = new ArrayList<>();
        List<String> page;
        do {
            page = page(walletIds, filter, new TransferBounds(null, last(walked), limit, true));
            walked.addAll(page.reversed());
        } while (!page.isEmpty());
        return walked.reversed();
    }

    private List<String> page(List<String> walletIds, Filter filter, TransferBounds bounds) {
        return ledger.transfers().ofWallets(TENANT, walletIds, filter, bounds).stream()
                .map(Transfer::id)
                .toList();
    }

    private static @Nullable String last(List<String> walked) {
        return walked.isEmpty() ? null : walked.getLast();
    }

    private static Transfer posted(PostResult result) {
        assertThat(result).isInstanceOf(PostResult.Posted.class);
        return ((PostResult.Posted) result).transfer();
    }
}
