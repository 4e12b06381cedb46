package dev.coffer.auth.code;

import dev.coffer.auth.code.CodeCheck.Over;
import dev.coffer.auth.code.CodeCheck.Right;
import dev.coffer.auth.code.CodeCheck.Wrong;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Takes what somebody typed for a code. A try is counted, and the count is committed, before the code is looked at, so that tries
 * in parallel cannot slip past the count. These tries have nothing to do with those at a password.
 */
public final class CheckCode {

    private final Codes codes;
    private final CodeSecrets secrets;
    private final Transactions transactions;
    private final CodeMeters meters;
    private final Clock clock;

    CheckCode(Codes codes, CodeSecrets secrets, Transactions transactions, CodeMeters meters, Clock clock) {
        this.codes = codes;
        this.secrets = secrets;
        this.transactions = transactions;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Tries the code and uses it up where it is right: of several at once with the right code, one hears {@link Right}.
     *
     * @throws CodedException UNAVAILABLE when the store is away; the try may have been counted
     */
    public CodeCheck check(String tenantId, String codeId, CodePurpose purpose, String typed) {
        CodeCheck tried = compare(tenantId, codeId, purpose, typed);
        boolean isLate =
                tried instanceof Right && !transactions.inTransaction(unit -> codes.use(unit, tenantId, codeId));
        return counted(purpose, isLate ? new Over() : tried);
    }

    /**
     * Tries the code and leaves it as it is, for a caller who has more to look at and then calls {@link #use} in the transaction
     * of what the code is for.
     *
     * @throws CodedException UNAVAILABLE when the store is away; the try may have been counted
     */
    public CodeCheck prove(String tenantId, String codeId, CodePurpose purpose, String typed) {
        return counted(purpose, compare(tenantId, codeId, purpose, typed));
    }

    /** Uses up a code that was proved; false where somebody else did, and then nothing must be done with it. */
    public boolean use(UnitOfWork unit, String tenantId, String codeId) {
        return codes.use(unit, tenantId, codeId);
    }

    private CodeCheck compare(String tenantId, String codeId, CodePurpose purpose, String typed) {
        StoredCode code = codes.countTry(tenantId, codeId, purpose, clock.instant());
        if (code == null) {
            return new Over();
        }
        boolean isRight = secrets.isCode(code, typed.strip());
        @Nullable String userId = code.userId();
        return isRight && userId != null ? new Right(userId, secrets.open(code)) : new Wrong(code.triesLeft());
    }

    private CodeCheck counted(CodePurpose purpose, CodeCheck check) {
        meters.checked(purpose, check);
        return check;
    }
}
