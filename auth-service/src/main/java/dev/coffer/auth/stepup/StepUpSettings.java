package dev.coffer.auth.stepup;

import dev.coffer.core.config.SettingField;
import dev.coffer.core.stepup.RequiredProof;
import java.time.Duration;

/** The setting {@value #KEY}: what demands a fresh proof of who asks. Nothing does unless somebody sets it. */
record StepUpSettings(
        @SettingField(
                value = "FACTOR_IF_ENROLLED",
                description =
                        "What has to be proven: PASSWORD, any proof; FACTOR_IF_ENROLLED, a second factor, or the password once more by users who have none; SECOND_FACTOR, refusing users who have none.")
        RequiredProof proof,

        @SettingField(value = "5m", min = "30s", max = "1h", description = "How long ago that may have been, at most.")
        Duration within,

        @SettingField(
                value = "false",
                description =
                        "Whether changing one's own password, factors, passkeys and keys demands it, besides the proofs that those ask for themselves.")
        boolean credentials,

        @SettingField(
                value = "false",
                description =
                        "Whether administrators' doings with other people's accounts, roles and settings demand it.")
        boolean administration) {

    static final String KEY = "auth-service/step-up";
}
