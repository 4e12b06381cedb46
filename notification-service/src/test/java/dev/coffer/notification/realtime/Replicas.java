package dev.coffer.notification.realtime;

import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventType;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestPorts;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.NotificationApplication;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two replicas, and money that comes in, of which they tell. */
final class Replicas implements AutoCloseable {

    /** As payment-service tells it. */
    private record Deposited(String userId, String amount, String fee, String currency, String balance) {}

    final TestTokens tokens = TestTokens.start();
    final int port = TestPorts.free();
    final int replicaPort = TestPorts.free();
    final TestService service;
    final TestService replica;
    private final TestEmitter payment;

    /** @param mostBehind messages that are told to who comes back @param perUser connections that a user may have */
    Replicas(String database, int mostBehind, int perUser, Map<String, String> more) {
        payment = TestEmitter.start(
                "payment",
                database + "_payment",
                List.of(new EventType<>("wallet.deposit.completed", 1, Deposited.class)));
        Map<String, String> settings = new HashMap<>(Map.of(
                "coffer.notification.events.per-user",
                Integer.toString(perUser),
                "coffer.notification.events.most-behind",
                Integer.toString(mostBehind),
                "coffer.notification.events.heartbeat",
                "1s",
                "coffer.notification.events.check",
                "500ms"));
        settings.putAll(more);
        service = begin(database, port, settings);
        replica = begin(database, replicaPort, settings);
    }

    private TestService begin(String database, int port, Map<String, String> settings) {
        Map<String, String> own = new HashMap<>(settings);
        own.put("server.port", Integer.toString(port));
        return TestService.start(NotificationApplication.class, NotificationApplication.SERVICE, database, tokens, own);
    }

    EventEnvelope deposit(String tenantId, String userId, String amount) {
        return payment.tell(new Deposited(userId, amount, "0.00", "EUR", "9.00"), userId, tenantId);
    }

    @Override
    public void close() {
        payment.close();
        service.close();
        replica.close();
        tokens.close();
    }
}
