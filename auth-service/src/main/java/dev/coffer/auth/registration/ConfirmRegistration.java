package dev.coffer.auth.registration;

import dev.coffer.auth.code.CheckCode;
import dev.coffer.auth.code.CodeCheck;
import dev.coffer.auth.code.CodePurpose;
import dev.coffer.auth.code.CodeRefusal;
import dev.coffer.auth.registration.UnconfirmedRegistrations.Unconfirmed;
import dev.coffer.auth.user.Contact;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.UserRefusal;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Takes the code of a registration: from here on the other services hear of the user, and the account comes to count. */
final class ConfirmRegistration {

    /** What became of it. */
    sealed interface Result {

        /** @param user active, or still pending where the other services take longer */
        record Confirmed(User user) implements Result {}

        /** The code is not taken. */
        record NotProved(CodeRefusal reason) implements Result {}

        /** The code was right, and another service refused the account. */
        record Undone(UserRefusal reason) implements Result {}
    }

    private final Users users;
    private final UnconfirmedRegistrations unconfirmed;
    private final CheckCode checkCode;
    private final SagaRegistrations registrations;
    private final Transactions transactions;
    private final Clock clock;

    ConfirmRegistration(
            Users users,
            UnconfirmedRegistrations unconfirmed,
            CheckCode checkCode,
            SagaRegistrations registrations,
            Transactions transactions,
            Clock clock) {
        this.users = users;
        this.unconfirmed = unconfirmed;
        this.checkCode = checkCode;
        this.registrations = registrations;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @throws CodedException UNAVAILABLE when the store is away */
    Result confirm(String tenantId, String id, String code) {
        return switch (checkCode.prove(tenantId, id, CodePurpose.CONFIRM_REGISTRATION, code)) {
            case CodeCheck.Wrong _ -> new Result.NotProved(CodeRefusal.CODE_WRONG);
            case CodeCheck.Over _ -> new Result.NotProved(CodeRefusal.CODE_OVER);
            case CodeCheck.Right(String userId, Contact to) -> {
                User user = transactions.inTransaction(unit -> confirmed(unit, tenantId, id, userId, to));
                yield user == null ? new Result.NotProved(CodeRefusal.CODE_OVER) : settled(user);
            }
        };
    }

    /** @return null where the registration is over or was confirmed meanwhile */
    private @Nullable User confirmed(UnitOfWork unit, String tenantId, String id, String userId, Contact to) {
        User user = users.find(unit, tenantId, userId);
        if (!checkCode.use(unit, tenantId, id) || user == null) {
            return null;
        }
        Unconfirmed registration = unconfirmed.take(unit, tenantId, userId);
        if (registration == null || !registrations.confirm(unit, user, registration.referralCode())) {
            return null;
        }
        User verified = user.withVerified(to, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (!users.replace(unit, verified)) {
            throw new IllegalStateException(user + " changed within the transaction that read it");
        }
        return verified;
    }

    private Result settled(User user) {
        User settled = registrations.settled(user);
        return settled == null ? new Result.Undone(UserRefusal.REGISTRATION_UNDONE) : new Result.Confirmed(settled);
    }
}
