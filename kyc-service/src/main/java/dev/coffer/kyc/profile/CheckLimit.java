package dev.coffer.kyc.profile;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.money.Money;
import dev.coffer.kyc.tier.KycTier;
import dev.coffer.kyc.tier.TierTerms;
import dev.coffer.kyc.tier.Tiers;
import org.jspecify.annotations.Nullable;

/** Whether one operation is within what a tier allows. What was used before, payment-service counts. */
final class CheckLimit {

    private final FindProfile profiles;
    private final Tiers tiers;

    CheckLimit(FindProfile profiles, Tiers tiers) {
        this.profiles = profiles;
        this.tiers = tiers;
    }

    /** What is checked. */
    enum Operation {
        DEPOSIT,
        WITHDRAWAL,
        TRANSFER
    }

    /** @param neededTier the lowest that allows it; null where none does */
    record Answer(
            boolean isAllowed,
            KycTier tier,
            Money perOperation,
            @Nullable KycTier neededTier) {}

    /** @throws CodedException INVALID_INPUT for another currency than the tiers' */
    Answer check(String tenantId, String userId, Operation operation, Money amount) {
        KycTier tier = profiles.find(tenantId, userId).tier();
        Money most = most(tiers.terms(tenantId, tier), operation);
        if (!most.currency().equals(amount.currency())) {
            throw CodedException.invalid(
                    "amount", "Tiers are limited in " + most.currency().code() + "; give the amount in it.");
        }
        KycTier needed = null;
        for (TierTerms terms : tiers.terms(tenantId)) {
            if (needed == null && amount.compareTo(most(terms, operation)) <= 0) {
                needed = terms.tier();
            }
        }
        return new Answer(amount.compareTo(most) <= 0, tier, most, needed);
    }

    private static Money most(TierTerms terms, Operation operation) {
        return switch (operation) {
            case DEPOSIT -> terms.deposit().perOperation();
            case WITHDRAWAL, TRANSFER -> terms.withdrawal().perOperation();
        };
    }
}
