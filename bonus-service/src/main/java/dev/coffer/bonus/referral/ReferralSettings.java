package dev.coffer.bonus.referral;

import dev.coffer.core.config.SettingField;
import java.time.Duration;

/** The setting {@value #KEY}: who counts as brought along. */
record ReferralSettings(
        @SettingField(
                value = "7d",
                min = "1s",
                max = "365d",
                description = "How long after the registration a code may be entered.")
        Duration enterWithin,

        @SettingField(
                value = "3",
                min = "1",
                max = "5",
                description = "How many levels of those who brought somebody along may get something for it.")
        int levels,

        @SettingField(
                value = "100",
                min = "1",
                max = "100000",
                description = "How many players one player may bring along.")
        int mostReferred) {

    static final String KEY = "bonus-service/referral";
}
