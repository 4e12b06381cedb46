package dev.coffer.auth.factor;

import dev.coffer.auth.signin.FactorKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The second factors of one user, null where one is not on.
 *
 * @param passkeys how many there are
 */
record UserFactors(@Nullable TotpFactor totp, @Nullable EmailFactor email, int passkeys) {

    static final UserFactors NONE = new UserFactors(null, null, 0);

    boolean isAnyOn() {
        return totp != null || email != null || passkeys > 0;
    }

    /** Those that are on, without the recovery codes. */
    List<FactorKind> enrolled() {
        List<FactorKind> kinds = new ArrayList<>();
        if (totp != null) {
            kinds.add(FactorKind.TOTP);
        }
        if (email != null) {
            kinds.add(FactorKind.EMAIL_CODE);
        }
        if (passkeys > 0) {
            kinds.add(FactorKind.PASSKEY);
        }
        return kinds;
    }

    /** What the second step can be taken with. */
    List<FactorKind> ways() {
        List<FactorKind> ways = new ArrayList<>(enrolled());
        if (totp != null && totp.recoveryCodesLeft() > 0) {
            ways.add(1, FactorKind.RECOVERY_CODE);
        }
        return ways;
    }
}
