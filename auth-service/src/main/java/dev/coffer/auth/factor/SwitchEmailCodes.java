package dev.coffer.auth.factor;

import dev.coffer.auth.code.IssueResult;
import dev.coffer.auth.device.RememberDevice;
import dev.coffer.auth.factor.FactorResult.Done;
import dev.coffer.auth.factor.FactorResult.Refused;
import dev.coffer.auth.password.Password;
import dev.coffer.auth.signin.FactorKind;
import dev.coffer.auth.signin.SignInRefusal;
import dev.coffer.auth.user.User;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Switches codes by e-mail on and off as a second factor, for users who want no app. */
final class SwitchEmailCodes {

    private final ProveOwner proveOwner;
    private final Factors factors;
    private final Enrolments enrolments;
    private final AcceptCode acceptCode;
    private final RememberDevice devices;
    private final TellFactors tell;
    private final Transactions transactions;
    private final Clock clock;

    SwitchEmailCodes(
            ProveOwner proveOwner,
            Factors factors,
            Enrolments enrolments,
            AcceptCode acceptCode,
            RememberDevice devices,
            TellFactors tell,
            Transactions transactions,
            Clock clock) {
        this.proveOwner = proveOwner;
        this.factors = factors;
        this.enrolments = enrolments;
        this.acceptCode = acceptCode;
        this.devices = devices;
        this.tell = tell;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Switches them on; changes nothing where they are on.
     *
     * @param code of the second factor that is on; null where none is
     * @throws CodedException UNAUTHENTICATED when the account is gone or locked, UNAVAILABLE when the store is away
     */
    FactorResult<User> enable(Caller caller, Password password, @Nullable String code) {
        User user = proveOwner.user(caller);
        if (user.email() == null || !user.isEmailVerified()) {
            return new Refused<>(FactorRefusal.EMAIL_NOT_VERIFIED, null);
        }
        return proveOwner.byPassword(user, password, () -> {
            UserFactors now = factors.find(user.tenantId(), user.id());
            if (now.email() != null) {
                return new Done<>(user);
            }
            return now.isAnyOn() && code != null
                    ? proveOwner.byCode(user, code, unit -> enable(unit, user))
                    : transactions.inTransaction(unit -> enableFirst(unit, user));
        });
    }

    private FactorResult<User> enableFirst(UnitOfWork unit, User user) {
        return factors.find(unit, user).isAnyOn()
                ? new Refused<>(FactorRefusal.SECOND_FACTOR_NEEDED, "input.code")
                : new Done<>(enable(unit, user));
    }

    private User enable(UnitOfWork unit, User user) {
        // An app that was begun without a code must not be confirmed beside this.
        enrolments.delete(unit, user);
        factors.saveEmail(unit, user, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        devices.forgetAll(unit, user);
        tell.enrolled(unit, user, FactorKind.EMAIL_CODE);
        return user;
    }

    /** Switches them off. @param code of the app where one is on, else one that {@link #send} sent */
    FactorResult<User> disable(Caller caller, Password password, String code) {
        User user = proveOwner.user(caller);
        return proveOwner.byPassword(
                user,
                password,
                () -> factors.find(user.tenantId(), user.id()).email() == null
                        ? new Refused<>(SignInRefusal.FACTOR_NOT_ENROLLED, null)
                        : proveOwner.byCode(user, code, unit -> disable(unit, user)));
    }

    private User disable(UnitOfWork unit, User user) {
        factors.deleteEmail(unit, user);
        devices.forgetAll(unit, user);
        tell.removed(unit, user, FactorKind.EMAIL_CODE, user.id(), null);
        return user;
    }

    /** Sends a signed-in user a code; null for a factor that is not on, or whose codes are not sent. */
    @Nullable
    IssueResult send(Caller caller, FactorKind factor) {
        User user = proveOwner.user(caller);
        if (factor != FactorKind.EMAIL_CODE) {
            return null;
        }
        return transactions.<@Nullable IssueResult>inTransaction(unit -> acceptCode.send(unit, user));
    }
}
