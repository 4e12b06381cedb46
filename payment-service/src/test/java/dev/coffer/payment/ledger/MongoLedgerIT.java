package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.USD;
import static dev.coffer.payment.ledger.LedgerFixtures.deposit;
import static dev.coffer.payment.ledger.LedgerFixtures.eur;
import static dev.coffer.payment.ledger.LedgerFixtures.key;
import static dev.coffer.payment.ledger.LedgerFixtures.payment;
import static dev.coffer.payment.ledger.LedgerFixtures.paymentWithFee;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.StoreReadiness;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.payment.ledger.Transfers.EntryBounds;
import dev.coffer.payment.ledger.Transfers.TransferBounds;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
final class MongoLedgerIT {

    private static final AtomicInteger USERS = new AtomicInteger();

    private final MongoClient client = MongoClients.create(TestStores.mongoUri());
    private final String database;
    private final MongoLedger ledger;
    private final Wallet anna;
    private final Wallet ben;

    MongoLedgerIT(@FreshDatabase String database) {
        this.database = database;
        this.ledger = newLedger();
        this.anna = open("anna");
        this.ben = open("ben");
    }

    private MongoLedger newLedger() {
        return MongoLedger.open(
                client, database, Currencies.builtIn(), Clock.systemUTC(), Ids.timeOrdered(), LedgerSettings.DEFAULTS);
    }

    @AfterEach
    void everything_that_a_test_leaves_behind_is_sound() {
        LedgerVerifier.Report report = ledger.verifier().verify();
        ledger.close();
        client.close();
        assertThat(report.flaws()).isEmpty();
    }

    @Test
    void a_deposit_and_a_payment_with_fee_are_stored_as_answered() {
        Transfer in = posted(ledger.bookings().post(deposit(anna, eur(1_000))));
        Transfer out = posted(ledger.bookings().post(paymentWithFee(anna, ben, eur(300), eur(7))));

        assertThat(ledger.transfers().find(TENANT, in.id())).isEqualTo(in);
        assertThat(ledger.transfers().find(TENANT, out.id())).isEqualTo(out);
        assertThat(available(anna)).isEqualTo(693);
        assertThat(available(ben)).isEqualTo(300);
    }

    @Test
    void a_wallet_is_opened_once_however_many_ask_over_two_writers() throws Exception {
        try (MongoLedger other = newLedger()) {
            OpenWallet command = OpenWallet.main(TENANT, "crowded-" + USERS.incrementAndGet(), EUR);

            List<Wallet> opened =
                    Crowd.of(50, i -> (i % 2 == 0 ? ledger : other).bookings().open(command));

            assertThat(new HashSet<>(opened)).hasSize(1);
            assertThat(ledger.wallets().ofOwners(TENANT, List.of(command.owner())))
                    .hasSize(1);
        }
    }

    @Test
    void a_repeat_gets_the_first_answer_and_another_body_is_refused() {
        ledger.bookings().post(deposit(anna, eur(1_000)));
        Post first = payment(key(UUID.randomUUID().toString(), "100"), anna, ben, eur(100));
        Idempotency otherBody = key(first.idempotency().key().substring("user:test/".length()), "200");

        PostResult answer = ledger.bookings().post(first);

        assertThat(ledger.bookings().post(first)).isEqualTo(answer);
        assertThat(refused(ledger.bookings().post(payment(otherBody, anna, ben, eur(200)))))
                .isEqualTo(LedgerRefusal.IDEMPOTENCY_KEY_REUSED);
        assertThat(available(ben)).isEqualTo(100);
        assertThat(ledger.transfers().findByKey(TENANT, first.idempotency().key()))
                .isEqualTo(answer);
    }

    @Test
    void fifty_repeats_at_once_have_one_effect_and_one_answer() throws Exception {
        ledger.bookings().post(deposit(anna, eur(1_000)));
        Post command = payment(anna, ben, eur(100));

        List<PostResult> answers = Crowd.of(50, i -> ledger.bookings().post(command));

        assertThat(new HashSet<>(answers)).hasSize(1);
        assertThat(available(ben)).isEqualTo(100);
    }

    @Test
    void fifty_repeats_over_two_writers_have_one_effect_and_one_answer() throws Exception {
        ledger.bookings().post(deposit(anna, eur(1_000)));
        Post command = payment(anna, ben, eur(100));
        try (MongoLedger other = newLedger()) {
            List<PostResult> answers =
                    Crowd.of(50, i -> (i % 2 == 0 ? ledger : other).bookings().post(command));

            assertThat(new HashSet<>(answers)).hasSize(1);
            assertThat(available(ben)).isEqualTo(100);
        }
    }

    @Test
    void a_repeat_after_a_restart_gets_the_first_answer_be_it_yes_or_no() {
        Post refusedFirst = payment(anna, ben, eur(100));
        PostResult no = ledger.bookings().post(refusedFirst);
        ledger.bookings().post(deposit(anna, eur(1_000)));
        Post bookedFirst = payment(anna, ben, eur(1));
        PostResult yes = ledger.bookings().post(bookedFirst);

        try (MongoLedger restarted = newLedger()) {
            assertThat(restarted.bookings().post(bookedFirst)).isEqualTo(yes);
            assertThat(restarted.bookings().post(refusedFirst)).isEqualTo(no);
        }
        assertThat(refused(no)).isEqualTo(LedgerRefusal.INSUFFICIENT_FUNDS);
        assertThat(available(ben)).isEqualTo(1);
    }

    @Test
    void fifty_callers_can_spend_a_wallet_only_once() throws Exception {
        ledger.bookings().post(deposit(anna, eur(1_000)));

        List<PostResult> answers = Crowd.of(50, i -> ledger.bookings().post(payment(anna, ben, eur(30))));

        assertThat(answers.stream().filter(PostResult.Posted.class::isInstance)).hasSize(33);
        assertThat(available(anna)).isEqualTo(10);
        assertThat(available(ben)).isEqualTo(990);
    }

    @Test
    void two_writers_at_once_on_the_same_wallets_lose_and_invent_nothing() throws Exception {
        ledger.bookings().post(deposit(anna, eur(10_000)));
        ledger.bookings().post(deposit(ben, eur(10_000)));
        try (MongoLedger other = newLedger()) {
            List<Integer> posted = Crowd.of(50, caller -> {
                Bookings bookings = (caller % 2 == 0 ? ledger : other).bookings();
                int done = 0;
                for (int i = 0; i < 20; i++) {
                    Wallet from = (caller + i) % 3 == 0 ? anna : ben;
                    Wallet to = from.equals(anna) ? ben : anna;
                    done += bookings.post(paymentWithFee(from, to, eur(5), eur(1))) instanceof PostResult.Posted
                            ? 1
                            : 0;
                }
                return done;
            });

            assertThat(posted).containsOnly(20);
            assertThat(available(anna) + available(ben)).isEqualTo(20_000 - 50 * 20);
        }
    }

    @Test
    void a_writer_does_not_refuse_on_what_another_has_changed_since() {
        try (MongoLedger other = newLedger()) {
            other.bookings().post(deposit(anna, eur(5)));
            assertThat(other.bookings().post(payment(anna, ben, eur(5)))).isInstanceOf(PostResult.Posted.class);

            ledger.bookings().post(deposit(anna, eur(100)));

            assertThat(other.bookings().post(payment(anna, ben, eur(100)))).isInstanceOf(PostResult.Posted.class);
        }
    }

    @Test
    void a_refusal_costs_its_own_caller_only() throws Exception {
        ledger.bookings().post(deposit(anna, eur(1_000)));

        List<PostResult> answers = Crowd.of(
                60,
                i -> ledger.bookings().post(i % 3 == 0 ? payment(ben, anna, eur(50_000)) : payment(anna, ben, eur(1))));

        assertThat(answers.stream().filter(PostResult.Posted.class::isInstance)).hasSize(40);
        assertThat(answers.stream().filter(PostResult.Refused.class::isInstance))
                .hasSize(20);
    }

    @Test
    void the_largest_amount_is_kept_exactly_and_one_more_is_refused() {
        Wallet rich = ledger.bookings().open(OpenWallet.main("rich-" + database, "crassus", USD));
        Post most = inTenant(rich, deposit(rich, new Money(Long.MAX_VALUE, USD)));
        Post oneMore = inTenant(rich, deposit(rich, new Money(1, USD)));

        assertThat(ledger.bookings().post(most)).isInstanceOf(PostResult.Posted.class);
        assertThat(refused(ledger.bookings().post(oneMore))).isEqualTo(LedgerRefusal.BALANCE_OVERFLOW);
        assertThat(found(ledger.wallets().find(rich.tenantId(), rich.id()))
                        .available(Pocket.REAL)
                        .minor())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void another_tenant_sees_and_reaches_nothing() {
        Transfer transfer = posted(ledger.bookings().post(deposit(anna, eur(1_000))));
        Wallet eve = ledger.bookings().open(OpenWallet.main("other", "eve", EUR));

        assertThat(ledger.wallets().find("other", anna.id())).isNull();
        assertThat(ledger.transfers().find("other", transfer.id())).isNull();
        assertThat(ledger.transfers().entries("other", anna.id(), EntryBounds.newest(10)))
                .isEmpty();
        assertThat(ledger.transfers().ofWallets("other", List.of(anna.id()), TransferBounds.newest(10)))
                .isEmpty();
        assertThat(refused(ledger.bookings().post(inTenant(eve, payment(anna, eve, eur(1))))))
                .isEqualTo(LedgerRefusal.WALLET_NOT_FOUND);
    }

    @Test
    void an_id_that_is_no_id_is_a_wallet_that_is_not_there() {
        Post command = LedgerFixtures.post(
                LedgerFixtures.newKey(),
                TransferType.PAYMENT,
                LedgerFixtures.leg(WalletRef.id(anna.id()), WalletRef.id("'; drop"), eur(1), TransferType.PAYMENT));

        assertThat(refused(ledger.bookings().post(command))).isEqualTo(LedgerRefusal.WALLET_NOT_FOUND);
        assertThat(ledger.wallets().find(TENANT, "'; drop")).isNull();
    }

    @Test
    void entries_are_paged_newest_first_in_both_directions() {
        for (int i = 1; i <= 10; i++) {
            ledger.bookings().post(deposit(anna, eur(i)));
        }

        assertThat(seqs(new EntryBounds(Long.MAX_VALUE, 0, 4, false))).containsExactly(10L, 9L, 8L, 7L);
        assertThat(seqs(new EntryBounds(7, 0, 4, false))).containsExactly(6L, 5L, 4L, 3L);
        assertThat(seqs(new EntryBounds(3, 0, 4, false))).containsExactly(2L, 1L);
        assertThat(seqs(new EntryBounds(Long.MAX_VALUE, 3, 4, true))).containsExactly(7L, 6L, 5L, 4L);
        assertThat(seqs(new EntryBounds(Long.MAX_VALUE, 10, 4, true))).isEmpty();
    }

    @Test
    void transfers_are_paged_newest_first_in_both_directions() {
        List<String> ids = LongStream.rangeClosed(1, 6)
                .mapToObj(i ->
                        posted(ledger.bookings().post(deposit(anna, eur(i)))).id())
                .toList();

        assertThat(transferIds(TransferBounds.newest(2))).containsExactly(ids.get(5), ids.get(4));
        assertThat(transferIds(new TransferBounds(ids.get(4), null, 2, false))).containsExactly(ids.get(3), ids.get(2));
        assertThat(transferIds(new TransferBounds(null, ids.get(1), 2, true))).containsExactly(ids.get(3), ids.get(2));
    }

    @Test
    void each_users_wallet_tells_its_own_events_in_order_without_gaps() {
        ledger.bookings().post(deposit(anna, eur(1_000)));
        ledger.bookings().post(paymentWithFee(anna, ben, eur(300), eur(7)));
        ledger.bookings().post(payment(ben, anna, eur(500)));

        List<EventEnvelope> events = client
                .getDatabase(database)
                .getCollection(ledger.events().collection())
                .find(new Document("parties.wallet", MongoUuids.toBinary(anna.id())))
                .sort(new Document("_id", 1))
                .into(new ArrayList<>())
                .stream()
                .flatMap(document -> ledger.events().events().apply(document).stream())
                .toList();

        assertThat(events)
                .extracting(EventEnvelope::eventType, EventEnvelope::key, EventEnvelope::seq)
                .containsExactly(
                        tuple("wallet.deposit.completed", anna.id(), 1L),
                        tuple("wallet.transfer.completed", anna.id(), 2L),
                        tuple("wallet.transfer.completed", ben.id(), 1L));
        assertThat(events.get(1).data()).contains("\"amount\":\"3.00\"", "\"fee\":\"0.07\"", "\"side\":\"SENT\"");
    }

    @Test
    void a_ledger_without_its_indexes_takes_nothing() {
        try (MongoLedger unready = new MongoLedger(
                client,
                database,
                StoreReadiness.pending(),
                Currencies.builtIn(),
                Clock.systemUTC(),
                Ids.timeOrdered(),
                LedgerSettings.DEFAULTS)) {
            assertThatThrownBy(() -> unready.bookings().post(deposit(anna, eur(1))))
                    .isInstanceOfSatisfying(
                            CodedException.class,
                            failure -> assertThat(failure.code()).isEqualTo(CommonError.UNAVAILABLE));
        }
    }

    private List<Long> seqs(EntryBounds bounds) {
        return ledger.transfers().entries(TENANT, anna.id(), bounds).stream()
                .map(Entry::seq)
                .toList();
    }

    private List<String> transferIds(TransferBounds bounds) {
        return ledger.transfers().ofWallets(TENANT, Set.of(anna.id(), ben.id()), bounds).stream()
                .map(Transfer::id)
                .toList();
    }

    /** A new user's, so that tests do not meet. */
    private Wallet open(String name) {
        return ledger.bookings().open(OpenWallet.main(TENANT, name + '-' + USERS.incrementAndGet(), EUR));
    }

    private long available(Wallet wallet) {
        return found(ledger.wallets().find(TENANT, wallet.id()))
                .available(Pocket.REAL)
                .minor();
    }

    private static Post inTenant(Wallet wallet, Post post) {
        return new Post(
                wallet.tenantId(), post.idempotency(), post.type(), post.legs(), post.reason(), post.metadata());
    }

    private static Wallet found(@Nullable Wallet wallet) {
        if (wallet == null) {
            throw new AssertionError("the wallet is gone");
        }
        return wallet;
    }

    private static Transfer posted(PostResult result) {
        assertThat(result).isInstanceOf(PostResult.Posted.class);
        return ((PostResult.Posted) result).transfer();
    }

    private static LedgerRefusal refused(PostResult result) {
        assertThat(result).isInstanceOf(PostResult.Refused.class);
        return ((PostResult.Refused) result).code();
    }
}
