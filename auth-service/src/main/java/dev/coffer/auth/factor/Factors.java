package dev.coffer.auth.factor;

import dev.coffer.auth.user.User;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;

/** The second factors of all tenants' users that are switched on. */
interface Factors {

    UserFactors find(String tenantId, String userId);

    UserFactors find(UnitOfWork unit, User user);

    /** Puts an app and its recovery codes, by their digests, in the place of what was there. */
    void saveTotp(UnitOfWork unit, User user, TotpFactor totp, List<byte[]> recoveryCodes);

    /** Takes the code of a step; false when that step, or a later one, was taken before. */
    boolean useStep(UnitOfWork unit, User user, long step, Instant now);

    /**
     * Takes a recovery code by its digest.
     *
     * @return how many are left; -1 when there is no such code
     */
    int useRecoveryCode(UnitOfWork unit, User user, byte[] digest, Instant now);

    /** Puts other recovery codes in the place of all that there are. */
    void replaceRecoveryCodes(UnitOfWork unit, User user, List<byte[]> digests);

    /** Removes the app with its recovery codes. */
    void deleteTotp(UnitOfWork unit, User user);

    /** Switches codes by e-mail on. */
    void saveEmail(UnitOfWork unit, User user, Instant now);

    /** The code that was sent last is this one. */
    void emailSent(UnitOfWork unit, User user, String codeId);

    void emailUsed(UnitOfWork unit, User user, Instant now);

    /** There are so many passkeys more, or fewer. */
    void countPasskeys(UnitOfWork unit, User user, int more);

    /** There are no passkeys any more. */
    void deletePasskeys(UnitOfWork unit, User user);

    /** Switches codes by e-mail off. */
    void deleteEmail(UnitOfWork unit, User user);
}
