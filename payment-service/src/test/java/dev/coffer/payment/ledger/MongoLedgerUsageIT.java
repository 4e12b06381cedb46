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
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.payment.usage.Counted;
import dev.coffer.payment.usage.CountedAs;
import dev.coffer.payment.usage.Exclusion;
import dev.coffer.payment.usage.LimitPeriod;
import dev.coffer.payment.usage.LimitScope;
import dev.coffer.payment.usage.LimitSource;
import dev.coffer.payment.usage.LimitTerms;
import dev.coffer.payment.usage.LimitedOperation;
import dev.coffer.payment.usage.Tier;
import dev.coffer.payment.usage.Usage;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Limits and exclusions on a real store, by two writers that do not know of each other. */
@ExtendWith(StoresExtension.class)
final class MongoLedgerUsageIT {

    private static final int CALLERS = 50;
    private static final String ANNA = "anna";
    private static final LimitScope DEPOSITS_OF_A_DAY = new LimitScope(LimitedOperation.DEPOSIT, LimitPeriod.DAY);
    private static final LimitScope PAYMENTS_OF_A_DAY = new LimitScope(LimitedOperation.WITHDRAWAL, LimitPeriod.DAY);
    private static final LimitTerms TERMS = new LimitTerms(EUR, Map.of(), Map.of(), Map.of(), Tier.UNLIMITED);

    private final String database = TestStores.freshDatabase(MongoLedgerUsageIT.class);
    private final MongoClient client = MongoClients.open(TestStores.mongoUri(), "ledger-usage-test");
    private final MongoLedger ledger = open();
    private final MongoLedger other = open();
    private final Wallet anna = wallet(ANNA);
    private final Wallet ben = wallet("ben");

    private MongoLedger open() {
        return MongoLedger.open(
                client, database, Currencies.builtIn(), Clock.systemUTC(), Ids.timeOrdered(), LedgerSettings.DEFAULTS);
    }

    private Wallet wallet(String user) {
        return ledger.bookings().open(OpenWallet.main(TENANT, user, EUR));
    }

    @AfterEach
    void close() {
        other.close();
        ledger.close();
        client.close();
    }

    @Test
    void deposits_that_come_at_once_by_two_writers_never_pass_the_limit_and_as_many_as_fit_do() throws Exception {
        limit(DEPOSITS_OF_A_DAY, 1_000);

        List<PostResult> answers =
                Crowd.of(CALLERS, caller -> writer(caller).bookings().post(counted(caller)));

        assertThat(answers).filteredOn(PostResult.Posted.class::isInstance).hasSize(14);
        assertThat(answers)
                .filteredOn(PostResult.Refused.class::isInstance)
                .allMatch(refused -> ((PostResult.Refused) refused).code() == LedgerRefusal.LIMIT_EXCEEDED);
        assertThat(usage().counters().used(DEPOSITS_OF_A_DAY)).isEqualTo(14 * 70);
        assertSound();
    }

    private Post counted(int caller) {
        return caller % 5 == 4
                ? deposit(wallet(ANNA), eur(70)).counting(new Counted(ANNA, CountedAs.DEPOSIT, eur(70), TERMS))
                : deposit(anna, eur(70)).counting(new Counted(ANNA, CountedAs.DEPOSIT, eur(70), TERMS));
    }

    @Test
    void once_an_exclusion_has_answered_no_bet_passes_at_any_writer() throws Exception {
        ledger.bookings().post(deposit(anna, eur(100_000)));

        List<Boolean> passed = Crowd.of(CALLERS, caller -> {
            if (caller == CALLERS / 2) {
                other.bookings().change(new Exclude(TENANT, ANNA, Exclusion.Kind.SELF_EXCLUSION, null));
                return ledger.bookings().post(bet()) instanceof PostResult.Posted
                        || other.bookings().post(bet()) instanceof PostResult.Posted;
            }
            writer(caller).bookings().post(bet());
            return false;
        });

        assertThat(passed).containsOnly(false);
        assertThat(ledger.bookings().post(bet()))
                .isEqualTo(new PostResult.Refused(
                        LedgerRefusal.SELF_EXCLUDED,
                        "You have excluded yourself for ever; no deposit and no bet is taken."));
        assertThat(usage().excluded(Instant.now())).isNotNull();
        assertSound();
    }

    private Post bet() {
        return payment(anna, ben, eur(1)).counting(new Counted(ANNA, CountedAs.BET, eur(1), TERMS));
    }

    @Test
    void what_a_hold_and_a_payment_counted_is_given_back_when_they_are_taken_back() {
        ledger.bookings().post(deposit(anna, eur(1_000)));
        limit(PAYMENTS_OF_A_DAY, 100);
        Transfer held = posted(ledger.bookings().post(hold(60)));
        Transfer paid = posted(ledger.bookings().post(pay(40)));
        assertThat(ledger.bookings().post(pay(1))).isInstanceOf(PostResult.Refused.class);

        posted(other.bookings().post(new CaptureHold(TENANT, newKey(), held.id(), eur(20), true)));
        posted(other.bookings().post(new ReverseTransfer(TENANT, newKey(), paid.id(), eur(15), null, "ada")));

        assertThat(usage().counters().used(PAYMENTS_OF_A_DAY)).isEqualTo(20 + 25);
        assertThat(ledger.bookings().post(pay(56))).isInstanceOf(PostResult.Refused.class);
        posted(ledger.bookings().post(pay(55)));
        assertSound();
    }

    private HoldFunds hold(long amount) {
        return new HoldFunds(
                        TENANT,
                        newKey(),
                        anna.id(),
                        WalletRef.id(ben.id()),
                        Pocket.REAL,
                        TransferType.PAYMENT,
                        eur(amount),
                        eur(0),
                        Instant.now().plusSeconds(3_600),
                        null)
                .counting(new Counted(ANNA, CountedAs.WITHDRAWAL, eur(amount), TERMS));
    }

    private Post pay(long amount) {
        return payment(anna, ben, eur(amount)).counting(new Counted(ANNA, CountedAs.WITHDRAWAL, eur(amount), TERMS));
    }

    @Test
    void a_user_of_another_tenant_with_the_same_id_has_room_of_their_own() {
        limit(DEPOSITS_OF_A_DAY, 10);
        Wallet theirs = ledger.bookings().open(OpenWallet.main("other", ANNA, EUR));
        Post post = new Post(
                "other",
                newKey(),
                TransferType.DEPOSIT,
                List.of(LedgerFixtures.leg(
                        WalletRef.house(HouseAccount.WORLD), WalletRef.id(theirs.id()), eur(70), TransferType.DEPOSIT)),
                null,
                Map.of());

        posted(ledger.bookings().post(post.counting(new Counted(ANNA, CountedAs.DEPOSIT, eur(70), TERMS))));

        assertThat(usage().counters().today()).isEmpty();
        assertThat(ledger.usages().of("other", ANNA).limits()).isEmpty();
    }

    @Test
    void a_usage_is_read_back_as_it_was_written() {
        Instant until = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
        limit(DEPOSITS_OF_A_DAY, 100);
        limit(DEPOSITS_OF_A_DAY, 200);
        ledger.bookings().change(new SetLimit(TENANT, ANNA, LimitSource.STAFF, PAYMENTS_OF_A_DAY, 0L, TERMS));
        ledger.bookings().change(new TellTier(TENANT, ANNA, Tier.FULL, 7));
        ledger.bookings().change(new TellTier(TENANT, ANNA, Tier.NONE, 6));
        posted(ledger.bookings().post(counted(0)));

        UsageResult last = ledger.bookings().change(new Exclude(TENANT, ANNA, Exclusion.Kind.COOL_OFF, until));

        assertThat(last).isEqualTo(new UsageResult.Changed(usage()));
        assertThat(usage().tier()).isEqualTo(new Usage.TierMark(Tier.FULL, 7));
        assertThat(usage().limits()).hasSize(2);
        assertThat(usage().version()).isEqualTo(6);
        assertThat(ledger.bookings().change(new Exclude(TENANT, ANNA, Exclusion.Kind.COOL_OFF, until)))
                .isEqualTo(last);
    }

    @Test
    void a_counter_that_was_changed_by_hand_is_found() {
        posted(ledger.bookings().post(counted(0)));
        assertSound();

        client.getDatabase(database)
                .getCollection(MongoUsageDocument.COLLECTION)
                .updateOne(Filters.eq("_id.userId", ANNA), Updates.set("thisMonth.DEPOSIT", 69L));

        assertThat(ledger.verifier().verify().flaws())
                .extracting(LedgerVerifier.Flaw::kind)
                .containsExactly(LedgerVerifier.Kind.USAGE_DIFFERS);
    }

    @Test
    void a_booking_that_counts_for_a_stranger_is_found() {
        Transfer counted = posted(ledger.bookings().post(counted(0)));
        assertSound();

        new Damage(client, database, ledger).set(counted, Updates.set("tally.user", "cleo"));

        assertThat(ledger.verifier().verify().flaws())
                .extracting(LedgerVerifier.Flaw::where)
                .contains("transfer " + counted.id(), "usage of user " + ANNA + ", tenant " + TENANT);
    }

    @Test
    void while_writers_count_the_verifier_finds_nothing_amiss() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> posts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int caller = i;
                posts.add(callers.submit(() -> postUntil(isOver, caller)));
            }
            try {
                for (int i = 0; i < 8; i++) {
                    assertThat(ledger.verifier().verify().flaws()).isEmpty();
                }
            } finally {
                isOver.set(true);
            }
            for (Future<Integer> made : posts) {
                assertThat(made.get()).isPositive();
            }
        }
        assertSound();
    }

    private int postUntil(AtomicBoolean isOver, int caller) {
        int made = 0;
        while (!isOver.get()) {
            posted(writer(caller).bookings().post(counted(caller)));
            made++;
        }
        return made;
    }

    private MongoLedger writer(int caller) {
        return caller % 2 == 0 ? ledger : other;
    }

    private void limit(LimitScope scope, long maximum) {
        assertThat(ledger.bookings().change(new SetLimit(TENANT, ANNA, LimitSource.OWN, scope, maximum, TERMS)))
                .isInstanceOf(UsageResult.Changed.class);
    }

    private Usage usage() {
        return ledger.usages().of(TENANT, ANNA);
    }

    private static Transfer posted(PostResult result) {
        assertThat(result).isInstanceOf(PostResult.Posted.class);
        return ((PostResult.Posted) result).transfer();
    }

    private void assertSound() {
        assertThat(ledger.verifier().verify().flaws()).isEmpty();
    }
}
