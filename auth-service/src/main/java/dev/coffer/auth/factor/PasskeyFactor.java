package dev.coffer.auth.factor;

import dev.coffer.auth.device.RememberDevice;
import dev.coffer.auth.signin.FactorKind;
import dev.coffer.auth.user.User;
import dev.coffer.core.store.UnitOfWork;

/**
 * Passkeys among a user's second factors. How many there are is kept where the other factors are, so that whatever changes a user's
 * factors at once collides there.
 */
public final class PasskeyFactor {

    private final Factors factors;
    private final Enrolments enrolments;
    private final RememberDevice devices;
    private final TellFactors tell;

    PasskeyFactor(Factors factors, Enrolments enrolments, RememberDevice devices, TellFactors tell) {
        this.factors = factors;
        this.enrolments = enrolments;
        this.devices = devices;
        this.tell = tell;
    }

    /** Whether any second factor is on, passkeys included. */
    public boolean isAnyOn(User user) {
        return factors.find(user.tenantId(), user.id()).isAnyOn();
    }

    public boolean isAnyOn(UnitOfWork unit, User user) {
        return factors.find(unit, user).isAnyOn();
    }

    /** One more is registered. @return false, and nothing is changed, where there are {@code most} already */
    public boolean added(UnitOfWork unit, User user, int most) {
        if (factors.find(unit, user).passkeys() >= most) {
            return false;
        }
        factors.countPasskeys(unit, user, 1);
        // An app that was begun without a code must not be confirmed beside this.
        enrolments.delete(unit, user);
        devices.forgetAll(unit, user);
        tell.enrolled(unit, user, FactorKind.PASSKEY);
        return true;
    }

    /** The user has removed one. */
    public void removed(UnitOfWork unit, User user) {
        factors.countPasskeys(unit, user, -1);
        devices.forgetAll(unit, user);
        tell.removed(unit, user, FactorKind.PASSKEY, user.id(), null);
    }
}
