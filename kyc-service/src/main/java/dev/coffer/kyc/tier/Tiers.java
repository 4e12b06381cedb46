package dev.coffer.kyc.tier;

import dev.coffer.core.config.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What tiers allow and need at a tenant, as its settings say now. */
public final class Tiers {

    /** The key of what tiers need. */
    public static final String REQUIREMENTS = RequirementSettings.KEY;

    private final Setting<TierSettings> tiers;
    private final Setting<RequirementSettings> requirements;

    Tiers(Setting<TierSettings> tiers, Setting<RequirementSettings> requirements) {
        this.tiers = tiers;
        this.requirements = requirements;
    }

    /** All tiers, the lowest first. @param tenantId null for what holds where a tenant has no settings of its own */
    public List<TierTerms> terms(@Nullable String tenantId) {
        return (tenantId == null ? tiers.ofInstallation() : tiers.of(tenantId)).terms();
    }

    public TierTerms terms(String tenantId, KycTier tier) {
        return terms(tenantId).get(tier.ordinal());
    }

    /** All that a tier needs, what the tiers below it need included. @param country of residence; null where it is not known yet */
    public Set<Requirement> needed(String tenantId, KycTier tier, @Nullable String country) {
        return requirements.of(tenantId).needed(tier, country);
    }

    /** In years. @param country of residence */
    public int leastAge(String tenantId, String country) {
        return requirements.of(tenantId).leastAge(country);
    }

    /** Whether nobody who lives there is taken. */
    public boolean isClosedTo(String tenantId, String country) {
        return requirements.of(tenantId).isClosedTo(country);
    }

    /** How old a proof of address may be. */
    public Duration addressProofAge(String tenantId) {
        return requirements.of(tenantId).addressProofAge();
    }
}
