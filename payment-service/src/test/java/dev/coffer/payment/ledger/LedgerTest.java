package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.USD;
import static dev.coffer.payment.ledger.LedgerFixtures.deposit;
import static dev.coffer.payment.ledger.LedgerFixtures.eur;
import static dev.coffer.payment.ledger.LedgerFixtures.leg;
import static dev.coffer.payment.ledger.LedgerFixtures.newKey;
import static dev.coffer.payment.ledger.LedgerFixtures.payment;
import static dev.coffer.payment.ledger.LedgerFixtures.paymentWithFee;
import static dev.coffer.payment.ledger.LedgerFixtures.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coffer.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LedgerTest {

    private final MapState state = new MapState();
    private final Wallet anna = state.open("anna", EUR);
    private final Wallet ben = state.open("ben", EUR);

    @Test
    void opening_a_wallet_twice_finds_the_first() {
        Decision second = state.decide(OpenWallet.main(TENANT, "anna", EUR));

        assertThat(second).isEqualTo(Decision.Booking.ofNothing(anna));
    }

    @Test
    void wallets_differ_by_currency_category_and_tenant() {
        Wallet dollars = state.open("anna", USD);
        Decision savings = state.decide(new OpenWallet(TENANT, new WalletOwner.User("anna"), EUR, "savings"));
        Decision elsewhere = state.decide(OpenWallet.main("other", "anna", EUR));

        assertThat(List.of(anna.id(), dollars.id(), opened(savings), opened(elsewhere)))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_deposit_comes_from_the_world_which_goes_below_zero() {
        Transfer transfer = booked(state.decide(deposit(anna, eur(1_000))));

        assertThat(state.available(anna)).isEqualTo(1_000);
        assertThat(house(HouseAccount.WORLD).available(Pocket.REAL)).isEqualTo(eur(-1_000));
        assertThat(transfer.from().owner()).isEqualTo(new WalletOwner.House(HouseAccount.WORLD));
        assertThat(transfer.to().walletId()).isEqualTo(anna.id());
        assertThat(transfer.entries()).extracting(Entry::amount).containsExactly(eur(-1_000), eur(1_000));
    }

    @Test
    void a_payment_moves_the_amount_and_its_fee_together() {
        state.decide(deposit(anna, eur(1_000)));

        Transfer transfer = booked(state.decide(paymentWithFee(anna, ben, eur(300), eur(7))));

        assertThat(state.available(anna)).isEqualTo(693);
        assertThat(state.available(ben)).isEqualTo(300);
        assertThat(house(HouseAccount.FEES).available(Pocket.REAL)).isEqualTo(eur(7));
        assertThat(transfer.fee()).isEqualTo(eur(7));
        assertThat(transfer.amount()).isEqualTo(eur(300));
        assertThat(transfer.entries())
                .extracting(Entry::balanceAfter)
                .containsExactly(eur(700), eur(300), eur(693), eur(7));
    }

    @Test
    void a_wallet_may_be_emptied_and_not_one_cent_more() {
        state.decide(deposit(anna, eur(1_000)));

        assertThat(refused(state.decide(payment(anna, ben, eur(1_001))))).isEqualTo(LedgerRefusal.INSUFFICIENT_FUNDS);
        booked(state.decide(payment(anna, ben, eur(1_000))));
        assertThat(refused(state.decide(payment(anna, ben, eur(1))))).isEqualTo(LedgerRefusal.INSUFFICIENT_FUNDS);
    }

    @Test
    void a_fee_that_cannot_be_paid_refuses_the_whole_and_leaves_nothing_behind() {
        state.decide(deposit(anna, eur(1_000)));
        Map<String, Wallet> before = Map.copyOf(state.wallets);

        Decision decision = state.decide(paymentWithFee(anna, ben, eur(1_000), eur(1)));

        assertThat(refused(decision)).isEqualTo(LedgerRefusal.INSUFFICIENT_FUNDS);
        assertThat(state.wallets).isEqualTo(before);
    }

    @Test
    void frozen_and_closed_wallets_neither_pay_nor_are_paid() {
        state.decide(deposit(anna, eur(1_000)));
        state.put(withStatus(state.now(ben), Wallet.Status.FROZEN));
        assertThat(refused(state.decide(payment(anna, ben, eur(1))))).isEqualTo(LedgerRefusal.WALLET_FROZEN);
        assertThat(refused(state.decide(payment(ben, anna, eur(1))))).isEqualTo(LedgerRefusal.WALLET_FROZEN);

        state.put(withStatus(state.now(ben), Wallet.Status.CLOSED));
        assertThat(refused(state.decide(payment(anna, ben, eur(1))))).isEqualTo(LedgerRefusal.WALLET_CLOSED);
        assertThat(refused(state.decide(payment(ben, anna, eur(1))))).isEqualTo(LedgerRefusal.WALLET_CLOSED);
    }

    @Test
    void a_transfer_never_converts() {
        Wallet dollars = state.open("ben", USD);
        state.decide(deposit(anna, eur(1_000)));

        assertThat(refused(state.decide(payment(anna, dollars, eur(1))))).isEqualTo(LedgerRefusal.CURRENCY_MISMATCH);
        assertThat(refused(state.decide(payment(anna, ben, new Money(1, USD)))))
                .isEqualTo(LedgerRefusal.CURRENCY_MISMATCH);
    }

    @Test
    void a_wallet_cannot_pay_itself() {
        state.decide(deposit(anna, eur(1_000)));

        assertThat(refused(state.decide(payment(anna, anna, eur(1))))).isEqualTo(LedgerRefusal.SAME_WALLET);
    }

    @Test
    void nothing_and_less_than_nothing_cannot_be_moved() {
        assertThat(refused(state.decide(payment(anna, ben, eur(0))))).isEqualTo(LedgerRefusal.AMOUNT_NOT_POSITIVE);
        assertThat(refused(state.decide(payment(anna, ben, eur(-1))))).isEqualTo(LedgerRefusal.AMOUNT_NOT_POSITIVE);
        assertThat(refused(state.decide(payment(anna, ben, eur(Long.MIN_VALUE)))))
                .isEqualTo(LedgerRefusal.AMOUNT_NOT_POSITIVE);
    }

    @Test
    void a_balance_reaches_the_largest_number_and_not_beyond() {
        booked(state.decide(deposit(anna, eur(Long.MAX_VALUE - 1))));
        booked(state.decide(deposit(anna, eur(1))));

        assertThat(refused(state.decide(deposit(anna, eur(1))))).isEqualTo(LedgerRefusal.BALANCE_OVERFLOW);
        assertThat(state.available(anna)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void a_house_account_that_would_fall_beyond_the_smallest_number_refuses() {
        booked(state.decide(deposit(anna, eur(Long.MAX_VALUE))));
        booked(state.decide(deposit(ben, eur(1))));

        assertThat(refused(state.decide(deposit(ben, eur(1))))).isEqualTo(LedgerRefusal.BALANCE_OVERFLOW);
    }

    @Test
    void a_wallet_of_another_tenant_is_not_there() {
        Wallet foreign = ((Decision.Booking) state.decide(OpenWallet.main("other", "eve", EUR)))
                .wallets()
                .getFirst();
        state.decide(deposit(anna, eur(1_000)));

        assertThat(refused(state.decide(payment(anna, foreign, eur(1))))).isEqualTo(LedgerRefusal.WALLET_NOT_FOUND);
        assertThat(refused(state.decide(payment(foreign, anna, eur(1))))).isEqualTo(LedgerRefusal.WALLET_NOT_FOUND);
    }

    @Test
    void an_unknown_wallet_is_not_there() {
        Decision decision = state.decide(post(
                newKey(),
                TransferType.PAYMENT,
                leg(WalletRef.id(anna.id()), WalletRef.id("nobody"), eur(1), TransferType.PAYMENT)));

        assertThat(refused(decision)).isEqualTo(LedgerRefusal.WALLET_NOT_FOUND);
    }

    @Test
    void money_passes_through_a_wallet_within_one_transfer() {
        Wallet cleo = state.open("cleo", EUR);
        state.decide(deposit(anna, eur(50)));

        booked(state.decide(post(
                newKey(),
                TransferType.PAYMENT,
                leg(WalletRef.id(anna.id()), WalletRef.id(ben.id()), eur(50), TransferType.PAYMENT),
                leg(WalletRef.id(ben.id()), WalletRef.id(cleo.id()), eur(50), TransferType.PAYMENT))));

        assertThat(state.available(ben)).isZero();
        assertThat(state.available(cleo)).isEqualTo(50);
    }

    @Test
    void pockets_are_kept_apart() {
        state.decide(deposit(anna, eur(100)));

        Decision decision = state.decide(post(
                newKey(),
                TransferType.PAYMENT,
                new Post.Leg(
                        WalletRef.id(anna.id()), WalletRef.id(ben.id()), eur(1), Pocket.BONUS, TransferType.PAYMENT)));

        assertThat(refused(decision)).isEqualTo(LedgerRefusal.INSUFFICIENT_FUNDS);
    }

    @Test
    void versions_count_transfers_and_sequences_count_entries() {
        state.decide(deposit(anna, eur(1_000)));
        state.decide(paymentWithFee(anna, ben, eur(10), eur(1)));

        assertThat(state.now(anna).version()).isEqualTo(2);
        assertThat(state.now(anna).seq()).isEqualTo(3);
    }

    @Test
    void every_entry_chains_to_the_one_before() {
        state.decide(deposit(anna, eur(1_000)));
        Transfer transfer = booked(state.decide(paymentWithFee(anna, ben, eur(10), eur(1))));
        List<Entry> own = transfer.entries().stream()
                .filter(entry -> entry.walletId().equals(anna.id()))
                .toList();

        assertThat(own.getLast().hash())
                .isEqualTo(own.getLast().expectedHash(own.getFirst().hash()));
        assertThat(state.now(anna).lastHash()).isEqualTo(own.getLast().hash());
        assertThat(own.getLast().expectedHash(anna.seed()))
                .isNotEqualTo(own.getLast().hash());
    }

    @Test
    void a_wallets_time_never_goes_back() {
        Instant late = MapState.NOW.plus(Duration.ofHours(1));
        state.decide(deposit(anna, eur(1_000)), late);

        Transfer transfer = booked(state.decide(payment(anna, ben, eur(1)), MapState.NOW));

        assertThat(transfer.at()).isEqualTo(Instant.parse("2026-03-11T11:15:30.123Z"));
    }

    @Test
    void a_key_belongs_to_its_requester() {
        assertThat(Idempotency.of("user:anna", "k", "1")).isNotEqualTo(Idempotency.of("user:ben", "k", "1"));
    }

    @Test
    void requests_that_read_alike_differ_when_their_fields_differ() {
        assertThat(Idempotency.of("u", "k", "ab", "c").request())
                .isNotEqualTo(Idempotency.of("u", "k", "a", "bc").request());
    }

    @Test
    void keys_and_texts_have_limits() {
        assertThatIllegalArgumentException().isThrownBy(() -> Idempotency.of("u", "", "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Idempotency.of("u", "x".repeat(256), "1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Post(TENANT, newKey(), TransferType.PAYMENT, List.of(), null, Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Post(
                        TENANT,
                        newKey(),
                        TransferType.PAYMENT,
                        deposit(anna, eur(1)).legs(),
                        null,
                        Map.of("note", "x".repeat(501))));
    }

    private Wallet house(HouseAccount account) {
        Wallet wallet = state.wallet(OpenWallet.house(TENANT, account, EUR));
        if (wallet == null) {
            throw new AssertionError(account + " is not open");
        }
        return wallet;
    }

    private static String opened(Decision decision) {
        return ((Decision.Booking) decision).opened().getFirst().id();
    }

    private static Transfer booked(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Booking.class);
        Transfer transfer = ((Decision.Booking) decision).transfer();
        if (transfer == null) {
            throw new AssertionError("no transfer in " + decision);
        }
        return transfer;
    }

    private static LedgerRefusal refused(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Refusal.class);
        return ((Decision.Refusal) decision).code();
    }

    private static Wallet withStatus(Wallet wallet, Wallet.Status status) {
        return new Wallet(
                wallet.id(),
                wallet.tenantId(),
                wallet.owner(),
                wallet.currency(),
                wallet.category(),
                status,
                wallet.allowNegative(),
                wallet.pockets(),
                wallet.credit(),
                wallet.version(),
                wallet.seq(),
                wallet.lastHash(),
                wallet.openedAt(),
                wallet.changedAt());
    }
}
