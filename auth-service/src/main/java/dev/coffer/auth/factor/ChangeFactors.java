package dev.coffer.auth.factor;

import dev.coffer.auth.device.RememberDevice;
import dev.coffer.auth.factor.FactorResult.Refused;
import dev.coffer.auth.password.Password;
import dev.coffer.auth.signin.FactorKind;
import dev.coffer.auth.signin.SignInRefusal;
import dev.coffer.auth.user.User;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.UnitOfWork;
import java.util.function.Function;

/**
 * What users change about the second factors that they have. The password and a code are asked for: a stolen access token switches
 * nothing off.
 */
final class ChangeFactors {

    private final ProveOwner proveOwner;
    private final Factors factors;
    private final MakeRecoveryCodes recoveryCodes;
    private final RememberDevice devices;
    private final TellFactors tell;

    ChangeFactors(
            ProveOwner proveOwner,
            Factors factors,
            MakeRecoveryCodes recoveryCodes,
            RememberDevice devices,
            TellFactors tell) {
        this.proveOwner = proveOwner;
        this.factors = factors;
        this.recoveryCodes = recoveryCodes;
        this.devices = devices;
        this.tell = tell;
    }

    /** Switches the authenticator app off, with its recovery codes and all remembered devices. */
    FactorResult<User> disableTotp(Caller caller, Password password, String code) {
        User user = proveOwner.user(caller);
        return ofTotp(user, password, code, unit -> {
            factors.deleteTotp(unit, user);
            devices.forgetAll(unit, user);
            tell.removed(unit, user, FactorKind.TOTP, user.id(), null);
            return user;
        });
    }

    /** Puts ten other recovery codes in the place of all that there are. */
    FactorResult<RecoveryCodes> regenerateRecoveryCodes(Caller caller, Password password, String code) {
        User user = proveOwner.user(caller);
        return ofTotp(user, password, code, unit -> {
            RecoveryCodes made = recoveryCodes.make();
            factors.replaceRecoveryCodes(unit, user, recoveryCodes.digests(user, made));
            tell.recoveryCodesReplaced(unit, user);
            return made;
        });
    }

    /** @throws CodedException UNAVAILABLE when the store is away */
    private <T> FactorResult<T> ofTotp(User user, Password password, String code, Function<UnitOfWork, T> change) {
        return proveOwner.byPassword(
                user,
                password,
                () -> factors.find(user.tenantId(), user.id()).totp() == null
                        ? new Refused<>(SignInRefusal.FACTOR_NOT_ENROLLED, null)
                        : proveOwner.byCode(user, code, change));
    }
}
