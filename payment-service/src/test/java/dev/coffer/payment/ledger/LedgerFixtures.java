package dev.coffer.payment.ledger;

import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Commands and values that ledger tests share. */
final class LedgerFixtures {

    static final String TENANT = "acme";
    static final Currency EUR = Currencies.builtIn().get("EUR");
    static final Currency USD = Currencies.builtIn().get("USD");

    private static final AtomicLong KEYS = new AtomicLong();

    private LedgerFixtures() {}

    /** UUIDs that count up, the same in each run. */
    static Ids countingIds() {
        AtomicLong next = new AtomicLong();
        return () -> "00000000-0000-7000-8000-%012x".formatted(next.incrementAndGet());
    }

    static Money eur(long cents) {
        return new Money(cents, EUR);
    }

    static Idempotency newKey() {
        return key("key-" + KEYS.incrementAndGet());
    }

    static Idempotency key(String key, String... fields) {
        return Idempotency.of("user:test", key, fields);
    }

    static Post.Leg leg(WalletRef from, WalletRef to, Money amount, TransferType kind) {
        return new Post.Leg(from, to, amount, Pocket.REAL, kind);
    }

    static Post post(Idempotency key, TransferType type, Post.Leg... legs) {
        return new Post(TENANT, key, type, List.of(legs), null, Map.of());
    }

    static Post deposit(Wallet to, Money amount) {
        return post(
                newKey(),
                TransferType.DEPOSIT,
                leg(WalletRef.house(HouseAccount.WORLD), WalletRef.id(to.id()), amount, TransferType.DEPOSIT));
    }

    static Post payment(Wallet from, Wallet to, Money amount) {
        return payment(newKey(), from, to, amount);
    }

    static Post payment(Idempotency key, Wallet from, Wallet to, Money amount) {
        return post(
                key,
                TransferType.PAYMENT,
                leg(WalletRef.id(from.id()), WalletRef.id(to.id()), amount, TransferType.PAYMENT));
    }

    static Post paymentWithFee(Wallet from, Wallet to, Money amount, Money fee) {
        return post(
                newKey(),
                TransferType.PAYMENT,
                leg(WalletRef.id(from.id()), WalletRef.id(to.id()), amount, TransferType.PAYMENT),
                leg(WalletRef.id(from.id()), WalletRef.house(HouseAccount.FEES), fee, TransferType.FEE));
    }
}
