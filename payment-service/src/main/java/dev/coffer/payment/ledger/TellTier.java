package dev.coffer.payment.ledger;

import dev.coffer.payment.usage.Tier;

/** Says how far a user has been verified. @param version of what says so: an older one changes nothing */
public record TellTier(String tenantId, String userId, Tier tier, long version) implements UsageCommand {}
