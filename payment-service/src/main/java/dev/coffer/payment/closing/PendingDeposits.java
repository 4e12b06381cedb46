package dev.coffer.payment.closing;

/** The deposits on their way, as far as this package needs them. */
@FunctionalInterface
public interface PendingDeposits {

    boolean hasAny(String tenantId, String userId);
}
