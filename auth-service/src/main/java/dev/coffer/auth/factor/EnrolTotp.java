package dev.coffer.auth.factor;

import dev.coffer.auth.device.RememberDevice;
import dev.coffer.auth.factor.FactorResult.Done;
import dev.coffer.auth.factor.FactorResult.Refused;
import dev.coffer.auth.password.Password;
import dev.coffer.auth.signin.FactorKind;
import dev.coffer.auth.signin.SignInRefusal;
import dev.coffer.auth.user.User;
import dev.coffer.core.config.Setting;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Switches an authenticator app on, in two steps: nothing counts until the app has shown that it has the secret, so that nobody is
 * locked out by a picture that they did not scan. What was enrolled before counts until then.
 */
final class EnrolTotp {

    private final ProveOwner proveOwner;
    private final Factors factors;
    private final Enrolments enrolments;
    private final Totp totp;
    private final TotpSecrets secrets;
    private final MakeRecoveryCodes recoveryCodes;
    private final RememberDevice devices;
    private final TellFactors tell;
    private final Setting<TotpSettings> settings;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    EnrolTotp(
            ProveOwner proveOwner,
            Factors factors,
            Enrolments enrolments,
            Totp totp,
            TotpSecrets secrets,
            MakeRecoveryCodes recoveryCodes,
            RememberDevice devices,
            TellFactors tell,
            Setting<TotpSettings> settings,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.proveOwner = proveOwner;
        this.factors = factors;
        this.enrolments = enrolments;
        this.totp = totp;
        this.secrets = secrets;
        this.recoveryCodes = recoveryCodes;
        this.devices = devices;
        this.tell = tell;
        this.settings = settings;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Begins an enrolment, in the place of any that was under way.
     *
     * @param code of the second factor that is on; null where none is
     * @throws CodedException UNAUTHENTICATED when the account is gone or locked, UNAVAILABLE when the store is away
     */
    FactorResult<TotpEnrolment> begin(Caller caller, Password password, @Nullable String code) {
        User user = proveOwner.user(caller);
        return proveOwner.byPassword(user, password, () -> {
            boolean isOn = factors.find(user.tenantId(), user.id()).isAnyOn();
            return isOn && code != null
                    ? proveOwner.byCode(user, code, unit -> begin(unit, user))
                    : transactions.inTransaction(unit -> beginFirst(unit, user));
        });
    }

    /** Looked at again in the transaction: it collides with a confirmation, so that a first app never replaces another unproven. */
    private FactorResult<TotpEnrolment> beginFirst(UnitOfWork unit, User user) {
        return factors.find(unit, user).isAnyOn()
                ? new Refused<>(FactorRefusal.SECOND_FACTOR_NEEDED, "input.code")
                : new Done<>(begin(unit, user));
    }

    private TotpEnrolment begin(UnitOfWork unit, User user) {
        byte[] secret = totp.newSecret();
        Instant expiresAt = now().plus(PendingTotp.LIFE);
        PendingTotp pending = new PendingTotp(ids.next(), secrets.seal(user, secret), expiresAt);
        enrolments.save(unit, user, pending);
        String shown = Base32.STANDARD.encode(secret);
        String issuer = settings.of(user.tenantId()).issuer();
        String uri = AuthenticatorUri.of(issuer, user.contact().value(), shown);
        return new TotpEnrolment(pending.id(), shown, uri, QrPicture.of(uri), expiresAt);
    }

    /** Makes the app count. Devices that were remembered for an earlier factor are forgotten. */
    FactorResult<RecoveryCodes> confirm(Caller caller, String id, String code) {
        User user = proveOwner.user(caller);
        PendingTotp begun = transactions.<@Nullable PendingTotp>inTransaction(unit -> enrolments.find(unit, user));
        if (begun == null || !begun.is(id, now())) {
            // Not counted: an id is not guessed, and whoever has none must not slow the user's sign-ins down.
            return new Refused<>(FactorRefusal.ENROLMENT_EXPIRED, "input.id");
        }
        return proveOwner.counted(user, () -> transactions.inTransaction(unit -> confirm(unit, user, id, code)));
    }

    private FactorResult<RecoveryCodes> confirm(UnitOfWork unit, User user, String id, String code) {
        PendingTotp pending = enrolments.find(unit, user);
        Instant now = now();
        if (pending == null || !pending.is(id, now)) {
            return new Refused<>(FactorRefusal.ENROLMENT_EXPIRED, "input.id");
        }
        long step = totp.matchingStep(secrets.open(user, pending.secret()), code, now);
        if (step == Totp.NO_STEP) {
            return new Refused<>(SignInRefusal.SECOND_FACTOR_WRONG, "input.code");
        }
        RecoveryCodes made = recoveryCodes.make();
        enrolments.delete(unit, user);
        TotpFactor app =
                new TotpFactor(pending.secret(), now, step, null, made.codes().size());
        factors.saveTotp(unit, user, app, recoveryCodes.digests(user, made));
        devices.forgetAll(unit, user);
        tell.enrolled(unit, user, FactorKind.TOTP);
        return new Done<>(made);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
