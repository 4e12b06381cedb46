package dev.coffer.auth.passkey;

import dev.coffer.auth.factor.FactorResult;
import dev.coffer.auth.factor.PasskeyFactor;
import dev.coffer.auth.factor.ProveOwner;
import dev.coffer.auth.password.Password;
import dev.coffer.auth.user.User;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What users change about the passkeys that they have. */
final class ChangePasskeys {

    private final ProveOwner proveOwner;
    private final PasskeyFactor factor;
    private final Passkeys passkeys;
    private final Transactions transactions;

    ChangePasskeys(ProveOwner proveOwner, PasskeyFactor factor, Passkeys passkeys, Transactions transactions) {
        this.proveOwner = proveOwner;
        this.factor = factor;
        this.passkeys = passkeys;
        this.transactions = transactions;
    }

    List<Passkey> of(Caller caller) {
        return passkeys.of(caller.tenantId(), caller.userId());
    }

    /** @throws CodedException NOT_FOUND for a passkey that is unknown or somebody else's */
    Passkey rename(Caller caller, String id, String name) {
        User user = proveOwner.user(caller);
        return found(transactions.<@Nullable Passkey>inTransaction(unit -> passkeys.rename(unit, user, id, name)), id);
    }

    /**
     * Removes one, by the password and a second factor, which may be that passkey. Where it was the last factor, the password signs
     * in alone from then on.
     *
     * @throws CodedException NOT_FOUND for a passkey that is unknown or somebody else's
     */
    FactorResult<Passkey> remove(Caller caller, String id, Password password, String code) {
        User user = proveOwner.user(caller);
        if (of(caller).stream().noneMatch(passkey -> passkey.id().equals(id))) {
            throw CodedException.notFound("passkey", id);
        }
        return proveOwner.byPassword(
                user,
                password,
                () -> proveOwner.byCode(user, code, unit -> {
                    Passkey removed = found(passkeys.delete(unit, user, id), id);
                    factor.removed(unit, user);
                    return removed;
                }));
    }

    private static Passkey found(@Nullable Passkey passkey, String id) {
        if (passkey == null) {
            throw CodedException.notFound("passkey", id);
        }
        return passkey;
    }
}
