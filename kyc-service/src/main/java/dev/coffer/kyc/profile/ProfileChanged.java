package dev.coffer.kyc.profile;

import dev.coffer.kyc.tier.KycTier;

/**
 * Event {@code kyc.profile.changed}, keyed by user: the profile stands otherwise than before.
 *
 * @param tier in force
 * @param version counts the changes of the profile
 * @param act what was done
 */
record ProfileChanged(String userId, KycState state, KycTier tier, long version, ProfileEntry.Act act) {

    static final String TYPE = "kyc.profile.changed";
}
