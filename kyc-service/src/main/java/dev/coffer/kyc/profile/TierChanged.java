package dev.coffer.kyc.profile;

import dev.coffer.kyc.tier.KycTier;

/**
 * Event {@code kyc.tier.changed}, keyed by user: what the user has been verified for is another tier now.
 *
 * @param version counts the changes of this user's tier: what is told earlier is lower
 */
record TierChanged(String userId, KycTier tier, long version) {

    static final String TYPE = "kyc.tier.changed";
}
