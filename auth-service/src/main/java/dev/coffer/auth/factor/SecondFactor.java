package dev.coffer.auth.factor;

import dev.coffer.auth.signin.FactorKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A second factor as its user sees it: the GraphQL type {@code SecondFactor}. */
record SecondFactor(
        FactorKind kind,
        Instant enrolledAt,
        @Nullable Instant lastUsedAt,
        @Nullable Integer recoveryCodesLeft) {

    static SecondFactor of(TotpFactor app) {
        return new SecondFactor(FactorKind.TOTP, app.enrolledAt(), app.lastUsedAt(), app.recoveryCodesLeft());
    }
}
