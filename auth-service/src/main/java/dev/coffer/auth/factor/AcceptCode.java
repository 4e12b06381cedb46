package dev.coffer.auth.factor;

import dev.coffer.auth.signin.FactorKind;
import dev.coffer.auth.signin.SecondFactors;
import dev.coffer.auth.user.User;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

/** Takes codes of second factors. How often that may be tried is its callers' business. */
final class AcceptCode implements SecondFactors {

    private static final Pattern OF_AN_APP = Pattern.compile("\\s*(\\d\\s*){" + Totp.DIGITS + "}");

    /** Longer than any code is; what is longer is not even looked at. */
    private static final int MAX_CHARS = 64;

    private final Factors factors;
    private final Totp totp;
    private final TotpSecrets secrets;
    private final MakeRecoveryCodes recoveryCodes;
    private final TellFactors tell;
    private final Clock clock;

    AcceptCode(
            Factors factors,
            Totp totp,
            TotpSecrets secrets,
            MakeRecoveryCodes recoveryCodes,
            TellFactors tell,
            Clock clock) {
        this.factors = factors;
        this.totp = totp;
        this.secrets = secrets;
        this.recoveryCodes = recoveryCodes;
        this.tell = tell;
        this.clock = clock;
    }

    @Override
    public List<FactorKind> of(UnitOfWork unit, User user) {
        TotpFactor app = factors.totp(unit, user);
        if (app == null) {
            return List.of();
        }
        return app.recoveryCodesLeft() == 0
                ? List.of(FactorKind.TOTP)
                : List.of(FactorKind.TOTP, FactorKind.RECOVERY_CODE);
    }

    @Override
    public boolean accept(UnitOfWork unit, User user, FactorKind factor, String code) {
        if (code.length() > MAX_CHARS) {
            return false;
        }
        return switch (factor) {
            case TOTP -> acceptTotp(unit, user, code);
            case RECOVERY_CODE -> acceptRecoveryCode(unit, user, code);
        };
    }

    /** Takes a code of whichever factor it looks like. */
    boolean accept(UnitOfWork unit, User user, String code) {
        boolean isOfApp = code.length() <= MAX_CHARS && OF_AN_APP.matcher(code).matches();
        return accept(unit, user, isOfApp ? FactorKind.TOTP : FactorKind.RECOVERY_CODE, code);
    }

    private boolean acceptTotp(UnitOfWork unit, User user, String code) {
        TotpFactor app = factors.totp(unit, user);
        if (app == null) {
            return false;
        }
        long step = totp.matchingStep(secrets.open(user, app.secret()), code, clock.instant());
        return step != Totp.NO_STEP && factors.useStep(unit, user, step, now());
    }

    private boolean acceptRecoveryCode(UnitOfWork unit, User user, String code) {
        int left = factors.useRecoveryCode(unit, user, recoveryCodes.digest(user, code), now());
        if (left < 0) {
            return false;
        }
        tell.recoveryCodeUsed(unit, user, left);
        return true;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
