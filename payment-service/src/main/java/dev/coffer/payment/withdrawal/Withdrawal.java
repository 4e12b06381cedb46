package dev.coffer.payment.withdrawal;

import dev.coffer.core.money.Money;
import dev.coffer.payment.provider.Destination;
import java.time.Instant;

/**
 * Money on its way from a wallet to the outside.
 *
 * @param id UUIDv7 as text
 * @param userId whose wallet it is, and who asked
 * @param amount what the destination gets
 * @param fee what the house takes beside it; decided when it is asked for, whatever the schedule says later
 * @param key the requester's idempotency key, unique in the tenant
 * @param request digest of what was asked for
 * @param provider name of the provider that was chosen
 * @param needsApproval whether staff has to approve it; decided when it is asked for
 * @param attempts of what is to be done in this state that were begun; 0 where nothing is
 * @param isHeld whether somebody was working on it when it was last changed; who died since was too
 * @param version counts its changes: nobody changes what somebody else has changed since
 */
record Withdrawal(
        String id,
        String tenantId,
        String userId,
        String walletId,
        Money amount,
        Money fee,
        Destination destination,
        String key,
        String request,
        String provider,
        boolean needsApproval,
        Instant createdAt,
        WithdrawalState state,
        int attempts,
        boolean isHeld,
        long version) {

    /** What a step's key towards the provider begins with; the id follows. */
    static final String KEY_PREFIX = "withdrawal/";

    Withdrawal {
        if (!amount.isPositive() || fee.isNegative()) {
            throw new IllegalArgumentException("A withdrawal of " + amount + " with a fee of " + fee + " cannot be");
        }
    }

    /** As it would stand in another state. */
    Withdrawal in(WithdrawalState other) {
        return new Withdrawal(
                id,
                tenantId,
                userId,
                walletId,
                amount,
                fee,
                destination,
                key,
                request,
                provider,
                needsApproval,
                createdAt,
                other,
                attempts,
                isHeld,
                version);
    }

    WithdrawalStatus status() {
        return WithdrawalStatus.of(state);
    }

    /** The key of a step towards the provider; the same for every try. */
    String providerKey() {
        return KEY_PREFIX + id;
    }
}
