package dev.coffer.payment;

import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.util.Map;

/**
 * Two replicas of payment-service over one database.
 *
 * @param service the one that is usually asked
 */
public record Replicas(TestTokens tokens, TestService service, TestService other) implements AutoCloseable {

    /** @param settings of both */
    public static Replicas start(String database, Map<String, Object> settings) {
        TestTokens tokens = TestTokens.start();
        return new Replicas(tokens, start(database, tokens, settings), start(database, tokens, settings));
    }

    private static TestService start(String database, TestTokens tokens, Map<String, Object> settings) {
        return TestService.start(PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, settings);
    }

    public Customer customer(String tenantId, String userId) {
        return Customer.of(service, tokens, tenantId, userId);
    }

    public Customer staff(String tenantId, String userId, String... roles) {
        return new Customer(service, tenantId, userId, tokens.user(userId, tenantId, roles));
    }

    @Override
    public void close() {
        service.close();
        other.close();
        tokens.close();
    }
}
