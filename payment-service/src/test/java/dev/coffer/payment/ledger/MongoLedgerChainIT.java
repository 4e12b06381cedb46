package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.deposit;
import static dev.coffer.payment.ledger.LedgerFixtures.eur;
import static dev.coffer.payment.ledger.LedgerFixtures.key;
import static dev.coffer.payment.ledger.LedgerFixtures.leg;
import static dev.coffer.payment.ledger.LedgerFixtures.newKey;
import static dev.coffer.payment.ledger.LedgerFixtures.payment;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Transfers that are booked together or not at all, and looks at what would be booked, on a real store by two writers. */
@ExtendWith(StoresExtension.class)
final class MongoLedgerChainIT {

    private static final int CALLERS = 20;

    private final String database = TestStores.freshDatabase(MongoLedgerChainIT.class);
    private final MongoClient client = MongoClients.open(TestStores.mongoUri(), "ledger-chain-test");
    private final MongoLedger ledger = open();
    private final MongoLedger other = open();
    private final Wallet anna = wallet("anna");
    private final Wallet ben = wallet("ben");
    private final Wallet cleo = wallet("cleo");

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

    private static Chain chain(Idempotency key, Chain.Link... links) {
        return Chain.of(key, Ids.timeOrdered().next(), List.of(links));
    }

    private static Chain.Link pays(Wallet from, Wallet to, long cents) {
        return (idempotency, links) -> new Post(
                TENANT,
                idempotency,
                TransferType.PAYMENT,
                List.of(leg(WalletRef.id(from.id()), WalletRef.id(to.id()), eur(cents), TransferType.PAYMENT)),
                null,
                Map.of(),
                links);
    }

    private long available(Wallet wallet) {
        return Objects.requireNonNull(ledger.wallets().find(TENANT, wallet.id()))
                .available(Pocket.REAL)
                .minor();
    }

    private List<Long> balances() {
        return Stream.of(anna, ben, cleo).map(this::available).toList();
    }

    private void assertSound() {
        assertThat(ledger.verifier().verify().flaws()).isEmpty();
    }

    @Test
    void each_link_sees_what_those_before_it_left_and_all_name_the_chain() {
        ledger.bookings().post(deposit(anna, eur(100)));

        ChainResult result =
                ledger.bookings().post(chain(newKey(), pays(anna, ben, 100), pays(ben, cleo, 90), pays(cleo, anna, 5)));

        List<Transfer> booked = ((ChainResult.Posted) result).transfers();
        assertThat(balances()).containsExactly(5L, 10L, 85L);
        assertThat(booked).hasSize(3);
        assertThat(new HashSet<>(booked.stream()
                        .map(transfer -> transfer.links().chainId())
                        .toList()))
                .hasSize(1)
                .doesNotContainNull();
        assertThat(booked)
                .allSatisfy(transfer -> assertThat(ledger.transfers().find(TENANT, transfer.id()))
                        .isEqualTo(transfer));
        assertSound();
    }

    @Test
    void where_one_link_is_refused_nothing_is_booked_and_a_repeat_says_the_same() {
        ledger.bookings().post(deposit(anna, eur(100)));
        Chain chain = chain(key("broken", "a"), pays(anna, ben, 60), pays(ben, cleo, 10), pays(anna, cleo, 60));

        ChainResult refused = ledger.bookings().post(chain);
        ledger.bookings().post(deposit(anna, eur(1_000)));

        assertThat(refused).isInstanceOfSatisfying(ChainResult.Refused.class, no -> {
            assertThat(no.position()).isEqualTo(2);
            assertThat(no.why().code()).isEqualTo(LedgerRefusal.INSUFFICIENT_FUNDS);
        });
        assertThat(ledger.bookings().post(chain)).isEqualTo(refused);
        assertThat(other.bookings().post(chain)).isEqualTo(refused);
        assertThat(balances()).containsExactly(1_100L, 0L, 0L);
        assertThat(ledger.bookings()
                        .post(chain(key("broken", "b"), pays(anna, ben, 1), pays(anna, ben, 1), pays(anna, ben, 1))))
                .isInstanceOfSatisfying(
                        ChainResult.Refused.class,
                        no -> assertThat(no.why().code()).isEqualTo(LedgerRefusal.IDEMPOTENCY_KEY_REUSED));
        assertSound();
    }

    @Test
    void a_chain_that_many_ask_for_at_once_by_two_writers_is_booked_once_and_all_get_its_answer() throws Exception {
        ledger.bookings().post(deposit(anna, eur(100)));
        Chain chain = chain(newKey(), pays(anna, ben, 40), pays(ben, cleo, 40));

        List<ChainResult> answers = Crowd.of(
                CALLERS, caller -> (caller % 2 == 0 ? ledger : other).bookings().post(chain));

        assertThat(answers).containsOnly(answers.getFirst());
        assertThat(balances()).containsExactly(60L, 0L, 40L);
        assertSound();
    }

    @Test
    void chains_and_payments_of_two_writers_from_one_wallet_never_take_more_than_it_has() throws Exception {
        ledger.bookings().post(deposit(anna, eur(100)));

        List<Boolean> booked = Crowd.of(CALLERS, caller -> {
            MongoLedger by = caller % 2 == 0 ? ledger : other;
            return caller % 4 < 2
                    ? by.bookings().post(chain(newKey(), pays(anna, ben, 7), pays(anna, cleo, 7)))
                            instanceof ChainResult.Posted
                    : by.bookings().post(payment(anna, ben, eur(14))) instanceof PostResult.Posted;
        });

        assertThat(booked).filteredOn(isBooked -> isBooked).hasSize(7);
        assertThat(available(anna)).isEqualTo(2);
        assertSound();
    }

    @Test
    void a_chain_is_never_refused_on_what_another_writer_has_changed_meanwhile() {
        ledger.bookings().post(deposit(anna, eur(10)));
        ledger.bookings().post(payment(anna, ben, eur(10)));
        other.bookings().post(deposit(anna, eur(50)));
        other.bookings().post(payment(ben, anna, eur(10)));

        ChainResult result = ledger.bookings().post(chain(newKey(), pays(anna, ben, 60), pays(ben, cleo, 60)));

        assertThat(result).isInstanceOf(ChainResult.Posted.class);
        assertThat(balances()).containsExactly(0L, 0L, 60L);
        assertSound();
    }

    @Test
    void a_chain_into_accounts_of_the_house_that_are_not_there_yet_opens_each_once() {
        ledger.bookings().post(deposit(anna, eur(100)));
        Chain.Link fee = (idempotency, links) -> new Post(
                TENANT,
                idempotency,
                TransferType.PAYMENT,
                List.of(
                        leg(WalletRef.id(anna.id()), WalletRef.id(ben.id()), eur(10), TransferType.PAYMENT),
                        leg(WalletRef.id(anna.id()), WalletRef.house(HouseAccount.FEES), eur(1), TransferType.FEE)),
                null,
                Map.of(),
                links);

        assertThat(ledger.bookings().post(chain(newKey(), fee, fee, fee))).isInstanceOf(ChainResult.Posted.class);

        assertThat(balances()).containsExactly(67L, 30L, 0L);
        assertSound();
    }

    @Test
    void a_look_at_what_would_be_booked_leaves_nothing_behind() {
        ledger.bookings().post(deposit(anna, eur(100)));
        Post payment = payment(anna, ben, eur(30));
        Post tooMuch = payment(anna, ben, eur(101));
        Chain chain = chain(newKey(), pays(anna, ben, 30), pays(ben, cleo, 30));
        long before = documents();

        PostResult would = other.bookings().preview(payment);
        PostResult wouldNot = other.bookings().preview(tooMuch);
        ChainResult wouldTogether = other.bookings().preview(chain);

        assertThat(documents()).isEqualTo(before);
        assertThat(would)
                .isInstanceOfSatisfying(
                        PostResult.Posted.class,
                        booked -> assertThat(
                                        booked.transfer().entries().getFirst().balanceAfter())
                                .isEqualTo(eur(70)));
        assertThat(wouldNot).isInstanceOf(PostResult.Refused.class);
        assertThat(wouldTogether).isInstanceOf(ChainResult.Posted.class);
        ledger.bookings().post(deposit(anna, eur(1)));
        assertThat(ledger.bookings().post(tooMuch)).isInstanceOf(PostResult.Posted.class);
        assertThat(other.bookings().preview(payment))
                .isInstanceOfSatisfying(
                        PostResult.Refused.class,
                        no -> assertThat(no.code()).isEqualTo(LedgerRefusal.INSUFFICIENT_FUNDS));
        assertSound();
    }

    private long documents() {
        return Stream.of(MongoTransferDocument.COLLECTION, MongoWalletDocument.COLLECTION)
                .mapToLong(
                        name -> client.getDatabase(database).getCollection(name).countDocuments())
                .sum();
    }
}
