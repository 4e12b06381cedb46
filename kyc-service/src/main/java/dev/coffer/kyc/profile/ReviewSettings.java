package dev.coffer.kyc.profile;

import dev.coffer.core.config.SettingField;
import dev.coffer.kyc.tier.KycTier;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The setting {@value #KEY}: how requests for a higher tier are reviewed, and how long a decision holds. */
record ReviewSettings(
        @SettingField(
                value = "24h",
                min = "1m",
                max = "90d",
                description = "How long a review may take before it is late.")
        Duration dueIn,

        @SettingField(value = "ENHANCED", description = "The lowest tier that two reviewers must approve.")
        KycTier fourEyesFrom,

        @SettingField(
                value = "STANDARD",
                description =
                        "The highest tier that is granted without a reviewer where all checks have passed; NONE for none, and never one that two reviewers must approve.")
        KycTier byChecksUpTo,

        @SettingField(
                value = "730d",
                min = "1s",
                max = "3650d",
                description = "How long a tier above BASIC holds before it must be shown anew.")
        Duration validFor) {

    static final String KEY = "kyc-service/reviews";

    /** Until when a tier that is granted now holds; null for good. */
    @Nullable
    Instant validUntil(KycTier tier, Instant now) {
        return tier.isAbove(KycProfile.lasting(tier)) ? now.plus(validFor) : null;
    }
}
