package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.deposit;
import static dev.coffer.payment.ledger.LedgerFixtures.eur;
import static dev.coffer.payment.ledger.LedgerFixtures.newKey;
import static dev.coffer.payment.ledger.LedgerFixtures.payment;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Holds and reversals on a real store, by two writers that do not know of each other. */
@ExtendWith(StoresExtension.class)
final class MongoLedgerHoldIT {

    private static final int CALLERS = 20;

    private final String database = TestStores.freshDatabase(MongoLedgerHoldIT.class);
    private final MongoClient client = MongoClients.open(TestStores.mongoUri(), "ledger-hold-test");
    private final MongoLedger ledger = open();
    private final MongoLedger other = open();
    private final Wallet anna = wallet("anna");
    private final Wallet ben = wallet("ben");

    private MongoLedger open() {
        return MongoLedger.open(
                client, database, Currencies.builtIn(), Clock.systemUTC(), Ids.timeOrdered(), LedgerSettings.DEFAULTS);
    }

    private Wallet wallet(String user) {
        return ledger.bookings().open(OpenWallet.main(TENANT, user, EUR));
    }

    @BeforeEach
    void money() {
        ledger.bookings().post(deposit(anna, eur(1_000)));
    }

    @AfterEach
    void close() {
        other.close();
        ledger.close();
        client.close();
    }

    @Test
    void a_hold_is_read_back_as_it_stands() {
        Hold hold = hold(eur(100), eur(3));

        Transfer captured = posted(capture(ledger, hold, eur(40), false));

        Hold now = now(hold);
        assertThat(now.captured()).isEqualTo(eur(40));
        assertThat(now.feeCaptured()).isEqualTo(eur(1));
        assertThat(now.remaining()).isEqualTo(eur(60));
        assertThat(now.payer()).isEqualTo(new WalletOwner.User("anna"));
        assertThat(ledger.transfers().ofHold(TENANT, hold.id())).containsExactly(captured);
        assertThat(ledger.holds().ofWallets(TENANT, List.of(anna.id()), Transfers.TransferBounds.newest(10)))
                .containsExactly(now);
        assertThat(ledger.holds().find("other", hold.id())).isNull();
        assertSound();
    }

    @Test
    void many_who_capture_the_same_hold_at_once_by_two_writers_get_no_more_than_was_held() throws Exception {
        Hold hold = hold(eur(100), eur(7));

        List<PostResult> answers =
                Crowd.of(CALLERS, caller -> capture(caller % 2 == 0 ? ledger : other, hold, eur(9), false));

        assertThat(answers).filteredOn(PostResult.Posted.class::isInstance).hasSize(11);
        assertThat(answers)
                .filteredOn(PostResult.Refused.class::isInstance)
                .allMatch(refused -> ((PostResult.Refused) refused).code() == LedgerRefusal.HOLD_EXCEEDED);
        assertThat(available(ben)).isEqualTo(99);
        assertSound();
    }

    @Test
    void a_hold_that_is_captured_and_released_at_once_by_two_writers_is_one_or_the_other() throws Exception {
        for (int race = 0; race < CALLERS; race++) {
            Hold hold = hold(eur(10), eur(0));

            List<PostResult> answers = Crowd.of(
                    2,
                    caller -> caller == 0
                            ? capture(ledger, hold, null, false)
                            : other.bookings().post(new ReleaseHold(TENANT, newKey(), hold.id(), Hold.Status.VOIDED)));

            assertThat(answers).filteredOn(PostResult.Posted.class::isInstance).hasSize(1);
            assertThat(now(hold).status())
                    .isEqualTo(
                            answers.getFirst() instanceof PostResult.Posted
                                    ? Hold.Status.CAPTURED
                                    : Hold.Status.VOIDED);
        }
        assertThat(held(anna)).isZero();
        assertSound();
    }

    @Test
    void a_hold_of_another_writer_is_settled_by_one_that_remembers_the_wallet_as_it_was_before() {
        other.bookings().post(payment(anna, ben, eur(1)));
        Hold captured = hold(eur(10), eur(1));
        Hold released = hold(eur(20), eur(0));

        posted(capture(other, captured, null, false));
        posted(other.bookings().post(new ReleaseHold(TENANT, newKey(), released.id(), Hold.Status.VOIDED)));

        assertThat(held(anna)).isZero();
        assertThat(available(anna)).isEqualTo(988);
        assertSound();
    }

    @Test
    void a_transfer_that_many_take_back_at_once_by_two_writers_is_taken_back_once() throws Exception {
        Transfer original = posted(ledger.bookings().post(payment(anna, ben, eur(100))));

        List<PostResult> answers = Crowd.of(
                CALLERS,
                caller -> (caller % 2 == 0 ? ledger : other)
                        .bookings()
                        .post(new ReverseTransfer(TENANT, newKey(), original.id(), null, "by mistake", "ada")));

        assertThat(answers).filteredOn(PostResult.Posted.class::isInstance).hasSize(1);
        assertThat(answers)
                .filteredOn(PostResult.Refused.class::isInstance)
                .allMatch(refused -> ((PostResult.Refused) refused).code() == LedgerRefusal.ALREADY_REVERSED);
        assertThat(available(anna)).isEqualTo(1_000);
        assertThat(ledger.transfers().reversalsOf(TENANT, List.of(original.id(), "nonsense")))
                .containsOnlyKeys(original.id());
        assertThat(ledger.transfers().reversalsOf("other", List.of(original.id())))
                .isEmpty();
        assertSound();
    }

    @Test
    void a_repeat_with_the_same_key_has_one_effect_and_one_answer() throws Exception {
        Hold hold = hold(eur(100), eur(0));
        CaptureHold command = new CaptureHold(TENANT, newKey(), hold.id(), eur(10), false);

        List<PostResult> answers = Crowd.of(
                CALLERS, caller -> (caller % 2 == 0 ? ledger : other).bookings().post(command));

        assertThat(answers).containsOnly(answers.getFirst());
        assertThat(available(ben)).isEqualTo(10);
        assertSound();
    }

    @Test
    void only_holds_whose_time_is_over_and_that_are_open_are_due() {
        Instant now = Instant.now();
        Hold over = hold(eur(1), eur(0), now.plusMillis(1));
        Hold later = hold(eur(1), eur(0), now.plus(Duration.ofHours(1)));
        Hold released = hold(eur(1), eur(0), now.plusMillis(1));
        ledger.bookings().post(new ReleaseHold(TENANT, newKey(), released.id(), Hold.Status.VOIDED));

        assertThat(ledger.holds().due(now.plusSeconds(1), 10)).containsExactly(new Holds.Due(TENANT, over.id()));
        assertThat(ledger.holds().due(now.plus(Duration.ofHours(2)), 10))
                .containsExactly(new Holds.Due(TENANT, over.id()), new Holds.Due(TENANT, later.id()));
    }

    @Test
    void a_hold_that_was_changed_by_hand_is_found() {
        Hold hold = hold(eur(100), eur(0));
        assertSound();

        set(hold, Updates.set("captured", 1L));

        assertThat(ledger.verifier().verify().flaws())
                .extracting(LedgerVerifier.Flaw::kind)
                .containsExactly(LedgerVerifier.Kind.HOLD_DIFFERS);
        set(hold, Updates.combine(Updates.set("captured", 0L), Updates.set("status", "VOIDED")));
        assertThat(ledger.verifier().verify().flaws())
                .extracting(LedgerVerifier.Flaw::kind)
                .containsExactly(LedgerVerifier.Kind.HOLD_DIFFERS);
    }

    private void set(Hold hold, Bson update) {
        client.getDatabase(database)
                .getCollection(MongoHoldDocument.COLLECTION)
                .updateOne(Filters.eq("_id", MongoUuids.toBinary(hold.id())), update);
    }

    private Hold hold(Money amount, Money fee) {
        return hold(amount, fee, Instant.now().plus(Duration.ofHours(1)));
    }

    private Hold hold(Money amount, Money fee, Instant expiresAt) {
        Transfer transfer = posted(ledger.bookings()
                .post(new HoldFunds(
                        TENANT,
                        newKey(),
                        anna.id(),
                        WalletRef.id(ben.id()),
                        Pocket.REAL,
                        TransferType.PAYMENT,
                        amount,
                        fee,
                        expiresAt,
                        "deposit on a flat")));
        return Objects.requireNonNull(ledger.holds().find(TENANT, transfer.id()));
    }

    private static PostResult capture(MongoLedger by, Hold hold, @Nullable Money amount, boolean isLast) {
        return by.bookings().post(new CaptureHold(TENANT, newKey(), hold.id(), amount, isLast));
    }

    private Hold now(Hold hold) {
        return Objects.requireNonNull(ledger.holds().find(TENANT, hold.id()));
    }

    private static Transfer posted(PostResult result) {
        assertThat(result).isInstanceOf(PostResult.Posted.class);
        return ((PostResult.Posted) result).transfer();
    }

    private long available(Wallet wallet) {
        return Objects.requireNonNull(ledger.wallets().find(TENANT, wallet.id()))
                .available(Pocket.REAL)
                .minor();
    }

    private long held(Wallet wallet) {
        return Objects.requireNonNull(ledger.wallets().find(TENANT, wallet.id()))
                .held(Pocket.REAL)
                .minor();
    }

    private void assertSound() {
        assertThat(ledger.verifier().verify().flaws()).isEmpty();
    }
}
