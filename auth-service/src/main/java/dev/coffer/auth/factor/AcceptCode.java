package dev.coffer.auth.factor;

import dev.coffer.auth.code.CheckCode;
import dev.coffer.auth.code.CodeCheck;
import dev.coffer.auth.code.CodePurpose;
import dev.coffer.auth.code.IssueCode;
import dev.coffer.auth.code.IssueResult;
import dev.coffer.auth.code.IssuedCode;
import dev.coffer.auth.signin.FactorKind;
import dev.coffer.auth.signin.SecondFactors;
import dev.coffer.auth.user.Contact;
import dev.coffer.auth.user.User;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes codes of second factors. How often that may be tried is its callers' business. */
final class AcceptCode implements SecondFactors {

    private static final Pattern SIX_DIGITS = Pattern.compile("\\s*(\\d\\s*){" + Totp.DIGITS + "}");

    /** Longer than any code is; what is longer is not even looked at. */
    private static final int MAX_CHARS = 64;

    private static final Proof WRONG = unit -> false;

    private final Factors factors;
    private final IssueCode issueCode;
    private final CheckCode checkCode;
    private final Totp totp;
    private final TotpSecrets secrets;
    private final MakeRecoveryCodes recoveryCodes;
    private final PasskeyProofs passkeys;
    private final TellFactors tell;
    private final Clock clock;

    AcceptCode(
            Factors factors,
            IssueCode issueCode,
            CheckCode checkCode,
            Totp totp,
            TotpSecrets secrets,
            MakeRecoveryCodes recoveryCodes,
            PasskeyProofs passkeys,
            TellFactors tell,
            Clock clock) {
        this.factors = factors;
        this.issueCode = issueCode;
        this.checkCode = checkCode;
        this.totp = totp;
        this.secrets = secrets;
        this.recoveryCodes = recoveryCodes;
        this.passkeys = passkeys;
        this.tell = tell;
        this.clock = clock;
    }

    @Override
    public List<FactorKind> of(UnitOfWork unit, User user) {
        return factors.find(unit, user).ways();
    }

    @Override
    public Proof prove(User user, FactorKind factor, String code, Occasion occasion) {
        if (factor != FactorKind.PASSKEY && code.length() > MAX_CHARS) {
            return WRONG;
        }
        return switch (factor) {
            case TOTP -> unit -> acceptTotp(unit, user, code);
            case RECOVERY_CODE -> unit -> acceptRecoveryCode(unit, user, code);
            case EMAIL_CODE -> proveEmail(user, code);
            case PASSKEY -> passkeys.prove(user, occasion, code);
            case PASSWORD -> WRONG;
        };
    }

    /** Looks at a code of whichever factor it looks like; six digits are of the app where one is on, JSON is a passkey's. */
    Proof prove(User user, String code) {
        if (code.startsWith("{")) {
            return prove(user, FactorKind.PASSKEY, code, Occasion.CHANGE_FACTORS);
        }
        boolean isDigits =
                code.length() <= MAX_CHARS && SIX_DIGITS.matcher(code).matches();
        if (!isDigits) {
            return prove(user, FactorKind.RECOVERY_CODE, code, Occasion.CHANGE_FACTORS);
        }
        boolean hasApp = factors.find(user.tenantId(), user.id()).totp() != null;
        return prove(user, hasApp ? FactorKind.TOTP : FactorKind.EMAIL_CODE, code, Occasion.CHANGE_FACTORS);
    }

    @Override
    public @Nullable IssueResult send(UnitOfWork unit, User user) {
        String address = user.email();
        if (factors.find(unit, user).email() == null || address == null || !user.isEmailVerified()) {
            return null;
        }
        IssueResult result = issueCode.issue(unit, CodePurpose.SIGN_IN, user, new Contact.Email(address));
        if (result instanceof IssueResult.Issued(IssuedCode issued)) {
            factors.emailSent(unit, user, issued.id());
        }
        return result;
    }

    /** The code's own tries are counted at once: that cannot be part of the transaction which uses it up. */
    private Proof proveEmail(User user, String code) {
        EmailFactor email = factors.find(user.tenantId(), user.id()).email();
        String codeId = email == null ? null : email.codeId();
        if (codeId == null
                || !(checkCode.prove(user.tenantId(), codeId, CodePurpose.SIGN_IN, code) instanceof CodeCheck.Right)) {
            return WRONG;
        }
        return unit -> {
            if (factors.find(unit, user).email() == null || !checkCode.use(unit, user.tenantId(), codeId)) {
                return false;
            }
            factors.emailUsed(unit, user, now());
            return true;
        };
    }

    private boolean acceptTotp(UnitOfWork unit, User user, String code) {
        TotpFactor app = factors.find(unit, user).totp();
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
