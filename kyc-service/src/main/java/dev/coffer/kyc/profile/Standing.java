package dev.coffer.kyc.profile;

import dev.coffer.kyc.tier.KycTier;
import dev.coffer.kyc.tier.Requirement;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every profile has, whatever its state.
 *
 * @param tier that was granted; see {@link KycProfile#tier} for the one in force
 * @param tierVersion counts the changes of the tier in force: orders what is told of it
 * @param changes counts all changes: the place of the last one in the history
 * @param country of residence, as the user says; null as long as nothing was said
 * @param met requirements that are met
 * @param validUntil when what was granted must be shown anew; null for good
 */
record Standing(
        String tenantId,
        String userId,
        KycTier tier,
        long tierVersion,
        long changes,
        @Nullable String country,
        Set<Requirement> met,
        @Nullable Instant validUntil,
        Instant updatedAt) {

    Standing {
        met = Set.copyOf(met);
    }

    static Standing unknown(String tenantId, String userId, Instant now) {
        return new Standing(tenantId, userId, KycTier.NONE, 0, 0, null, Set.of(), null, now);
    }

    /** One change later, with the same tier in force. */
    Standing changed(Instant now) {
        return new Standing(tenantId, userId, tier, tierVersion, changes + 1, country, met, validUntil, now);
    }

    /** One change later, with another tier in force. @param granted may be the same where a suspension begins or ends */
    Standing granted(KycTier granted, Instant now) {
        return new Standing(tenantId, userId, granted, tierVersion + 1, changes + 1, country, met, validUntil, now);
    }

    Standing met(Requirement requirement) {
        Set<Requirement> all = EnumSet.of(requirement);
        all.addAll(met);
        return new Standing(tenantId, userId, tier, tierVersion, changes, country, all, validUntil, updatedAt);
    }

    /** Where what a reviewer has seen is no longer enough. */
    Standing withoutEvidence() {
        Set<Requirement> given = EnumSet.noneOf(Requirement.class);
        met.stream().filter(Requirement::isGivenByApplicant).forEach(given::add);
        return new Standing(tenantId, userId, tier, tierVersion, changes, country, given, null, updatedAt);
    }

    /** Where what proved a requirement has run out. A tier above what lasts is to be lowered from now on. */
    Standing without(Requirement requirement, Instant now) {
        Set<Requirement> left = EnumSet.noneOf(Requirement.class);
        left.addAll(met);
        left.remove(requirement);
        Instant until = tier.isAbove(KycProfile.lasting(tier)) ? now : validUntil;
        return new Standing(tenantId, userId, tier, tierVersion, changes, country, left, until, updatedAt);
    }

    Standing validUntil(@Nullable Instant until) {
        return new Standing(tenantId, userId, tier, tierVersion, changes, country, met, until, updatedAt);
    }

    Standing livingIn(String residence) {
        return new Standing(tenantId, userId, tier, tierVersion, changes, residence, met, validUntil, updatedAt);
    }

    /** Where the user lives is theirs to be forgotten; what was granted, and when, is not. */
    Standing forgotten() {
        return new Standing(tenantId, userId, tier, tierVersion, changes, null, met, null, updatedAt);
    }

    Set<Requirement> missing(Set<Requirement> needed) {
        Set<Requirement> missing = EnumSet.noneOf(Requirement.class);
        missing.addAll(needed);
        missing.removeAll(met);
        return missing;
    }
}
