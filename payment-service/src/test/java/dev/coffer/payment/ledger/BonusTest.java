package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.eur;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.money.Money;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is booked for a bonus, decided on wallets in memory. */
final class BonusTest {

    private static final Place POOL = Place.available(WalletRef.house(HouseAccount.BONUS_POOL), Pocket.REAL);

    private final MapState state = new MapState();
    private final Wallet anna = state.open("anna", EUR);
    private final WalletRef ref = WalletRef.id(anna.id());

    private Transfer award(String awardId, Money amount, Pocket pocket) {
        BonusStep step = new BonusStep(awardId, 0);
        return booked(state.decide(new Post(
                TENANT,
                step.idempotency(TransferType.BONUS_AWARD),
                TransferType.BONUS_AWARD,
                List.of(new Post.Leg(POOL, Place.available(ref, pocket), amount, TransferType.BONUS_AWARD)),
                "Welcome bonus",
                step.metadata())));
    }

    private Decision lock(String awardId, int round, Money most) {
        BonusStep step = new BonusStep(awardId, round);
        return state.decide(new LockBonus(
                step.idempotency(TransferType.BONUS_LOCK), TENANT, anna.id(), most, step, "Welcome bonus"));
    }

    private Decision close(String awardId, int round, long converted, long returned, long restored) {
        BonusStep step = new BonusStep(awardId, round);
        Place out = Place.available(ref, Pocket.LOCKED);
        List<Post.Leg> legs = new ArrayList<>();
        if (converted > 0) {
            legs.add(new Post.Leg(out, Place.available(ref, Pocket.REAL), eur(converted), TransferType.BONUS_CLOSE));
        }
        if (returned > 0) {
            legs.add(new Post.Leg(out, POOL, eur(returned), TransferType.BONUS_CLOSE));
        }
        if (restored > 0) {
            legs.add(new Post.Leg(out, Place.available(ref, Pocket.BONUS), eur(restored), TransferType.BONUS_CLOSE));
        }
        return state.decide(new Post(
                TENANT,
                step.idempotency(TransferType.BONUS_CLOSE),
                TransferType.BONUS_CLOSE,
                legs,
                "Welcome bonus",
                step.metadata()));
    }

    private static Transfer booked(Decision decision) {
        return ((Decision.Booking) decision).made();
    }

    private Pockets pockets() {
        return state.now(anna).pockets();
    }

    private Object told(Transfer transfer) {
        Transfer.Party party = transfer.parties().stream()
                .filter(one -> one.walletId().equals(anna.id()))
                .findFirst()
                .orElseThrow();
        return Telling.of(transfer, party, (WalletOwner.User) party.owner());
    }

    @Test
    void a_bonus_comes_from_the_pool_and_the_wallet_tells_where_it_is() {
        Transfer bonus = award("a", eur(1_000), Pocket.BONUS);
        Transfer own = award("b", eur(5), Pocket.REAL);

        assertThat(pockets().bonus().available()).isEqualTo(1_000);
        assertThat(pockets().real().available()).isEqualTo(5);
        assertThat(pool()).isEqualTo(-1_005);
        assertThat(told(bonus))
                .isEqualTo(new BonusEvents.Credited(
                        "a",
                        bonus.id(),
                        anna.id(),
                        "anna",
                        "10.00",
                        "EUR",
                        Pocket.BONUS,
                        bonus.at().toString()));
        assertThat(((BonusEvents.Credited) told(own)).pocket()).isEqualTo(Pocket.REAL);
    }

    private long pool() {
        Wallet found = state.wallet(OpenWallet.house(TENANT, HouseAccount.BONUS_POOL, EUR));
        return found == null ? 0 : found.pockets().real().available();
    }

    @Test
    void as_much_is_put_out_of_use_as_is_there() {
        award("a", eur(1_000), Pocket.BONUS);

        Transfer all = booked(lock("a", 1, eur(1_500)));

        assertThat(all.amount()).isEqualTo(eur(1_000));
        assertThat(pockets().bonus().available()).isZero();
        assertThat(pockets().locked().available()).isEqualTo(1_000);
        assertThat(((BonusEvents.Locked) told(all)).amount()).isEqualTo("10.00");
        assertThat(((BonusEvents.Locked) told(all)).round()).isEqualTo(1);
    }

    @Test
    void where_nothing_is_left_nothing_is_put_out_of_use_and_it_has_its_place_in_the_book() {
        Transfer nothing = booked(lock("a", 1, eur(1_500)));

        assertThat(nothing.amount()).isEqualTo(eur(0));
        assertThat(state.now(anna).version()).isEqualTo(1);
        assertThat(told(nothing)).isInstanceOf(BonusEvents.Locked.class);
        ChainCheck check = new ChainCheck(state.now(anna));
        nothing.entries().forEach(entry -> assertThat(check.next(entry)).isNull());
        assertThat(check.end()).isNull();
    }

    @Test
    void one_transfer_brings_what_was_out_of_use_to_where_it_belongs() {
        award("a", eur(1_000), Pocket.BONUS);
        lock("a", 1, eur(1_000));

        Transfer closed = booked(close("a", 1, 600, 300, 100));

        assertThat(pockets())
                .isEqualTo(new Pockets(new Pockets.Balance(600, 0), new Pockets.Balance(100, 0), Pockets.Balance.ZERO));
        assertThat(pool()).isEqualTo(-700);
        assertThat(closed.amount()).isEqualTo(eur(1_000));
        assertThat(told(closed))
                .isEqualTo(new BonusEvents.Closed(
                        "a",
                        1,
                        closed.id(),
                        anna.id(),
                        "anna",
                        "6.00",
                        "3.00",
                        "1.00",
                        "EUR",
                        closed.at().toString()));
    }

    @Test
    void the_largest_amount_is_given_and_taken_back_and_one_more_is_refused() {
        award("a", eur(Long.MAX_VALUE), Pocket.BONUS);
        BonusStep more = new BonusStep("b", 0);
        Decision refused = state.decide(new Post(
                TENANT,
                more.idempotency(TransferType.BONUS_AWARD),
                TransferType.BONUS_AWARD,
                List.of(new Post.Leg(POOL, Place.available(ref, Pocket.BONUS), eur(1), TransferType.BONUS_AWARD)),
                null,
                more.metadata()));
        assertThat(((Decision.Refusal) refused).code()).isEqualTo(LedgerRefusal.BALANCE_OVERFLOW);

        lock("a", 1, eur(Long.MAX_VALUE));
        booked(close("a", 1, 0, Long.MAX_VALUE, 0));
        assertThat(pockets()).isEqualTo(Pockets.EMPTY);
        assertThat(pool()).isZero();
    }

    @Test
    void no_more_comes_out_than_is_out_of_use() {
        award("a", eur(10), Pocket.BONUS);
        lock("a", 1, eur(10));

        Decision refused = close("a", 1, 11, 0, 0);

        assertThat(((Decision.Refusal) refused).code()).isEqualTo(LedgerRefusal.INSUFFICIENT_FUNDS);
        assertThat(pockets().locked().available()).isEqualTo(10);
    }

    @Test
    void a_frozen_wallet_gets_no_bonus_and_the_one_that_it_has_can_end() {
        award("a", eur(10), Pocket.BONUS);
        state.decide(new FreezeWallet(TENANT, anna.id(), true, "olga", "looked at"));
        BonusStep more = new BonusStep("b", 0);
        Decision refused = state.decide(new Post(
                TENANT,
                more.idempotency(TransferType.BONUS_AWARD),
                TransferType.BONUS_AWARD,
                List.of(new Post.Leg(POOL, Place.available(ref, Pocket.BONUS), eur(1), TransferType.BONUS_AWARD)),
                null,
                more.metadata()));

        assertThat(((Decision.Refusal) refused).code()).isEqualTo(LedgerRefusal.WALLET_FROZEN);
        booked(lock("a", 1, eur(10)));
        booked(close("a", 1, 0, 10, 0));
        assertThat(pockets()).isEqualTo(Pockets.EMPTY);
    }
}
