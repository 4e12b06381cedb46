package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.eur;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Updates;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.payment.ledger.LedgerVerifier.Flaw;
import dev.coffer.payment.ledger.LedgerVerifier.Kind;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** That the verifier holds what came out of the locked pocket for a bonus against what was put there for it. */
@ExtendWith(StoresExtension.class)
final class BonusVerifierIT {

    private static final Place POOL = Place.available(WalletRef.house(HouseAccount.BONUS_POOL), Pocket.REAL);

    private final String database = TestStores.freshDatabase(BonusVerifierIT.class);
    private final MongoClient client = MongoClients.open(TestStores.mongoUri(), "bonus-verifier-test");
    private final MongoLedger ledger = MongoLedger.open(
            client, database, Currencies.builtIn(), Clock.systemUTC(), Ids.timeOrdered(), LedgerSettings.DEFAULTS);
    private final Damage damage = new Damage(client, database, ledger);
    private final Wallet wallet = ledger.bookings().open(OpenWallet.main(TENANT, "anna", EUR));
    private final WalletRef anna = WalletRef.id(wallet.id());

    @AfterEach
    void end() {
        ledger.close();
        client.close();
    }

    private Transfer posted(Keyed command) {
        return ((PostResult.Posted) ledger.bookings().post(command)).transfer();
    }

    private Transfer booked(TransferType type, int round, Post.Leg... legs) {
        BonusStep step = new BonusStep("gift", round);
        return posted(new Post(TENANT, step.idempotency(type), type, List.of(legs), "Welcome bonus", step.metadata()));
    }

    private void award(long minor) {
        Place bonus = Place.available(anna, Pocket.BONUS);
        booked(TransferType.BONUS_AWARD, 0, new Post.Leg(POOL, bonus, eur(minor), TransferType.BONUS_AWARD));
    }

    private Transfer lock(long minor) {
        BonusStep step = new BonusStep("gift", 1);
        return posted(new LockBonus(
                step.idempotency(TransferType.BONUS_LOCK), TENANT, wallet.id(), eur(minor), step, "Welcome bonus"));
    }

    private Transfer close(long converted, long returned) {
        Place out = Place.available(anna, Pocket.LOCKED);
        return booked(
                TransferType.BONUS_CLOSE,
                1,
                new Post.Leg(out, Place.available(anna, Pocket.REAL), eur(converted), TransferType.BONUS_CLOSE),
                new Post.Leg(out, POOL, eur(returned), TransferType.BONUS_CLOSE));
    }

    private List<Flaw> differing() {
        return ledger.verifier().verify().flaws().stream()
                .filter(flaw -> flaw.kind() == Kind.BONUS_DIFFERS)
                .toList();
    }

    @Test
    void a_bonus_on_its_way_and_one_that_is_closed_are_sound() {
        award(100);
        lock(60);
        assertThat(ledger.verifier().verify().flaws()).isEmpty();
        close(40, 20);

        assertThat(ledger.verifier().verify().flaws()).isEmpty();
    }

    @Test
    void a_close_that_was_changed_by_hand_is_found_with_both_amounts() {
        award(100);
        lock(60);
        damage.set(close(40, 20), Updates.set(MongoTransferDocument.AMOUNT, 50L));

        assertThat(differing()).singleElement().satisfies(flaw -> {
            assertThat(flaw.where()).isEqualTo("bonus gift round 1, tenant " + TENANT);
            assertThat(flaw.what()).contains("50 minor units").contains("60");
        });
    }

    @Test
    void a_lock_that_was_deleted_by_hand_is_found() {
        award(100);
        Transfer lock = lock(60);
        close(40, 20);
        damage.delete(lock);

        assertThat(differing())
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.what()).contains("none were put there"));
    }
}
