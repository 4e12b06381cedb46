package dev.coffer.payment.provider;

/**
 * What a provider tells of its own accord.
 *
 * <p>{@code key} is that of the {@link Charge} or {@link Payout}.
 */
public sealed interface ProviderFact {

    String tenantId();

    String key();

    /** There is news of a charge, and asking for it again tells which. */
    record ChargeChanged(String tenantId, String key) implements ProviderFact {}

    /** All or part of a charge has gone back to the payer, by whosever doing. */
    record ChargeReturned(String tenantId, String key) implements ProviderFact {}

    /** The money is out. @param reference the provider's own id of it */
    record PayoutPaid(String tenantId, String key, String reference) implements ProviderFact {}

    /** Nothing was paid, and nothing will be under this key. */
    record PayoutFailed(String tenantId, String key, PayoutRefusal code) implements ProviderFact {}
}
