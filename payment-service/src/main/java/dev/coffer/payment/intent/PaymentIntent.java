package dev.coffer.payment.intent;

import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.Selection;
import java.time.Instant;
import java.util.List;

/**
 * The payment of one order by one user.
 *
 * @param id UUIDv7 as text
 * @param userId who pays, and who asked
 * @param orderReference the shop's own name of the order; unique among the user's intents that came to something
 * @param selections what the order is made of, as far as it was told
 * @param capturesAtOnce whether it is paid at once, without the seller's confirmation
 * @param key the requester's idempotency key, unique in the tenant
 * @param request digest of what was asked for, without the key
 * @param expiresAt when it is given back unless it was captured before
 * @param attempts of what is to be done in this state that were begun
 * @param isHeld whether somebody was working on it when it was last changed; who died since was too
 * @param version counts its changes: nobody changes what somebody else has changed since
 */
record PaymentIntent(
        String id,
        String tenantId,
        String userId,
        String walletId,
        String orderReference,
        Money amount,
        Billing billing,
        List<Selection> selections,
        boolean capturesAtOnce,
        String key,
        String request,
        Instant createdAt,
        Instant expiresAt,
        IntentState state,
        int attempts,
        boolean isHeld,
        long version) {

    PaymentIntent {
        selections = List.copyOf(selections);
        if (!amount.isPositive() || !billing.isOf(amount)) {
            throw new IllegalArgumentException("A payment of " + amount + " for " + billing + " cannot be");
        }
    }

    IntentStatus status() {
        return IntentStatus.of(state);
    }
}
