package dev.coffer.payment.deposit;

import dev.coffer.core.money.Money;
import dev.coffer.payment.provider.Instrument;
import dev.coffer.payment.provider.PaymentMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money on its way from outside into a wallet.
 *
 * @param id UUIDv7 as text
 * @param userId whose wallet it is, and who pays
 * @param amount what is taken from the payer
 * @param fee what the house keeps of it; decided when the deposit is made, whatever the schedule says later
 * @param key the requester's idempotency key, unique in the tenant
 * @param request digest of what was asked for
 * @param paymentMethod what the payer wants to pay with; null where they named nothing
 * @param methodId names what was paid with, opaquely; null as long as that is not known
 * @param provider name of the provider that was chosen
 */
record Deposit(
        String id,
        String tenantId,
        String userId,
        String walletId,
        Money amount,
        Money fee,
        @Nullable PaymentMethod paymentMethod,
        @Nullable String methodId,
        String key,
        String request,
        String provider,
        Instant createdAt,
        DepositState state) {

    Deposit {
        if (!amount.isPositive() || fee.isNegative() || fee.compareTo(amount) > 0) {
            throw new IllegalArgumentException("A deposit of " + amount + " with a fee of " + fee + " cannot be");
        }
    }

    /** What the wallet is credited with. */
    Money credited() {
        return amount.minus(fee);
    }

    /** With what the provider says that was paid with. */
    Deposit paidBy(@Nullable Instrument instrument) {
        String named = instrument == null ? methodId : instrument.id(tenantId, provider);
        return new Deposit(
                id,
                tenantId,
                userId,
                walletId,
                amount,
                fee,
                paymentMethod,
                named,
                key,
                request,
                provider,
                createdAt,
                state);
    }

    Deposit in(DepositState next) {
        return new Deposit(
                id,
                tenantId,
                userId,
                walletId,
                amount,
                fee,
                paymentMethod,
                methodId,
                key,
                request,
                provider,
                createdAt,
                next);
    }
}
