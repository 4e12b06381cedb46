package dev.coffer.payment.limit;

/**
 * What this service reads of {@code kyc.tier.changed}.
 *
 * @param tier the name of a {@link dev.coffer.payment.usage.Tier}
 * @param version counts the changes of this user's tier
 */
record TierChanged(String userId, String tier, long version) {

    static final String TYPE = "kyc.tier.changed";
}
