package dev.coffer.auth.factor;

import dev.coffer.auth.signin.FactorKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A second factor as its user sees it: the GraphQL type {@code SecondFactor}. */
record SecondFactor(
        FactorKind kind,
        Instant enrolledAt,
        @Nullable Instant lastUsedAt,
        @Nullable Integer recoveryCodesLeft) {

    static List<SecondFactor> of(UserFactors factors) {
        List<SecondFactor> all = new ArrayList<>();
        TotpFactor app = factors.totp();
        if (app != null) {
            all.add(new SecondFactor(FactorKind.TOTP, app.enrolledAt(), app.lastUsedAt(), app.recoveryCodesLeft()));
        }
        EmailFactor email = factors.email();
        if (email != null) {
            all.add(new SecondFactor(FactorKind.EMAIL_CODE, email.enrolledAt(), email.lastUsedAt(), null));
        }
        return all;
    }
}
