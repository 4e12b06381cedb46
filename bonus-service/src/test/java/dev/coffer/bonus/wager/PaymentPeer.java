package dev.coffer.bonus.wager;

import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventType;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.ToldEvents;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands in for payment-service, for one user's wallet in euros: answers what bonus-service tells, in the wallet's order, by real events.
 * It keeps the pockets as payment-service would, and the pool.
 */
final class PaymentPeer {

    private static final Currency EUR = Currencies.builtIn().get("EUR");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestEmitter emitter;
    private final ToldEvents told;
    private final String tenantId;
    private final String userId;
    private final String walletId;
    private final Set<String> heard = new HashSet<>();
    private final Map<String, Long> stakes = new HashMap<>();

    long real;
    long bonus;
    long locked;
    long pool;

    PaymentPeer(TestEmitter emitter, TestService service, String tenantId, String userId) {
        this.emitter = emitter;
        this.told = new ToldEvents(service);
        this.tenantId = tenantId;
        this.userId = userId;
        this.walletId = "wallet-" + tenantId + '-' + userId;
    }

    static TestEmitter emitter(String database) {
        return TestEmitter.start(
                "payment",
                database,
                List.of(
                        new EventType<>(WalletEvent.Credited.TYPE, 1, WalletEvent.Credited.class),
                        new EventType<>(WalletEvent.Locked.TYPE, 1, WalletEvent.Locked.class),
                        new EventType<>(WalletEvent.Closed.TYPE, 1, WalletEvent.Closed.class),
                        new EventType<>(WalletEvent.Placed.TYPE, 1, WalletEvent.Placed.class),
                        new EventType<>(WalletEvent.Settled.TYPE, 1, WalletEvent.Settled.class),
                        new EventType<>(WalletEvent.RolledBack.TYPE, 1, WalletEvent.RolledBack.class),
                        new EventType<>(Refused.TYPE, 1, Refused.class),
                        new EventType<>("wallet.withdrawal.requested", 1, Withdrawal.class)));
    }

    record Withdrawal(String userId, String walletId) {}

    String walletId() {
        return walletId;
    }

    /** Answers whatever has been told and not answered yet. */
    void answer() {
        for (EventEnvelope event : told.of(tenantId, userId)) {
            if (heard.add(event.eventId())) {
                answer(event.eventType(), JSON.readTree(event.data()));
            }
        }
    }

    private void answer(String type, JsonNode data) {
        String awardId = data.path("awardId").asString("");
        switch (type) {
            case "bonus.awarded" -> credit(awardId, data);
            case "bonus.closing" -> {
                long amount = Math.min(minor(data, "amount"), bonus);
                bonus -= amount;
                locked += amount;
                tell(new WalletEvent.Locked(awardId, data.path("round").asInt(), walletId, text(amount), "EUR"));
            }
            case "bonus.settled" -> {
                locked -= minor(data, "converted") + minor(data, "returned") + minor(data, "restored");
                real += minor(data, "converted");
                pool += minor(data, "returned");
                bonus += minor(data, "restored");
                tell(new WalletEvent.Closed(
                        awardId,
                        data.path("round").asInt(),
                        walletId,
                        data.path("restored").asString(),
                        "EUR"));
            }
            default -> {}
        }
    }

    private void credit(String awardId, JsonNode data) {
        long amount = minor(data, "amount");
        boolean isClaimed = data.path("claimed").asBoolean();
        pool -= amount;
        if (isClaimed) {
            real += amount;
        } else {
            bonus += amount;
        }
        tell(new WalletEvent.Credited(awardId, walletId, userId, text(amount), "EUR", isClaimed ? "REAL" : "BONUS"));
    }

    /** Refuses what has been told last, whichever award that is for. */
    void refuse(String code) {
        for (EventEnvelope event : told.of(tenantId, userId)) {
            if (heard.add(event.eventId()) && event.eventType().equals("bonus.awarded")) {
                String awardId = JSON.readTree(event.data()).path("awardId").asString();
                emitter.tell(new Refused(awardId, 0, code, "No."), userId, tenantId);
            }
        }
    }

    /** @param ofBonus what of the stake is bonus money */
    void place(String betId, String game, long stake, long ofBonus) {
        bonus -= ofBonus;
        stakes.put(betId, ofBonus);
        tell(new WalletEvent.Placed(betId, walletId, game, text(stake), text(ofBonus), "EUR"));
    }

    /** @param win of bonus money */
    void settle(String betId, String game, long win) {
        bonus += win;
        tell(new WalletEvent.Settled(betId, walletId, game, text(win), true, "EUR"));
    }

    /** Of a bet that has won nothing. */
    void rollBack(String betId) {
        bonus += stakes.getOrDefault(betId, 0L);
        tell(new WalletEvent.RolledBack(betId, walletId));
    }

    void withdraw() {
        emitter.tell(new Withdrawal(userId, walletId), "withdrawal-" + userId, tenantId);
    }

    void tell(WalletEvent event) {
        emitter.tell(event, walletId, tenantId);
    }

    private static long minor(JsonNode data, String field) {
        return Money.parse(data.path(field).asString("0"), EUR).minor();
    }

    static String text(long minor) {
        return new Money(minor, EUR).toDecimal();
    }
}
