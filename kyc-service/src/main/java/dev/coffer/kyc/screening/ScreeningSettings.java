package dev.coffer.kyc.screening;

import dev.coffer.core.config.SettingField;
import dev.coffer.kyc.screening.name.MatchRules;
import java.math.BigDecimal;

/** The setting {@value #KEY}: what counts as a match with a list. */
record ScreeningSettings(
        @SettingField(
                value = "0.85",
                min = "0.5",
                max = "1",
                decimals = 3,
                description = "How like a listed name a user's name must be to be a match, where 1 is the same.")
        BigDecimal threshold,

        @SettingField(
                value = "0.8",
                min = "0",
                max = "1",
                decimals = 3,
                description = "What the score is multiplied with where the listed day of birth is another one.")
        BigDecimal otherBirthDate,

        @SettingField(
                value = "20",
                min = "1",
                max = "50",
                description = "How many matches of one user a reviewer is shown, the best ones.")
        int mostMatches,

        @SettingField(
                value = "false",
                description = "Whether nothing is approved while no list is in force; otherwise it is, unscreened.")
        boolean needsList) {

    static final String KEY = "kyc-service/screening";

    /** What decides whether somebody is a match, and not only how it is shown; the same for the same rules. */
    String matching() {
        return threshold.stripTrailingZeros().toPlainString() + "/"
                + otherBirthDate.stripTrailingZeros().toPlainString();
    }

    MatchRules rules() {
        return new MatchRules(threshold.doubleValue(), otherBirthDate.doubleValue(), mostMatches);
    }
}
