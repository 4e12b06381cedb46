package dev.coffer.auth.closing;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.closing.ClosingEvents.ClosingAsked;
import dev.coffer.auth.user.RoleReach;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.UserRefusal;
import dev.coffer.auth.user.UserStatus;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Begins to close an account, by its user or by an operator. Asked again it is the same closing. Until the services have agreed
 * nothing has changed for the user.
 */
final class CloseAccount {

    private static final long LOOK_MILLIS = 20;

    /** What became of it. */
    sealed interface Result {

        record Begun(Closing closing) implements Result {}

        record Refused(RefusalCode reason, @Nullable String field) implements Result {}
    }

    private final Closings closings;
    private final Users users;
    private final RoleReach roles;
    private final SettleClosing settle;
    private final Audit audit;
    private final Outbox outbox;
    private final Transactions transactions;
    private final ClosingProperties settings;
    private final Ids ids;
    private final Clock clock;

    CloseAccount(
            Closings closings,
            Users users,
            RoleReach roles,
            SettleClosing settle,
            Audit audit,
            Outbox outbox,
            Transactions transactions,
            ClosingProperties settings,
            Ids ids,
            Clock clock) {
        this.closings = closings;
        this.users = users;
        this.roles = roles;
        this.settle = settle;
        this.audit = audit;
        this.outbox = outbox;
        this.transactions = transactions;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    /** The caller's own. @throws CodedException UNAVAILABLE when the store is away */
    Result closeOwn(Caller caller, @Nullable String reason) {
        return close(caller, caller.userId(), reason, false);
    }

    /** @throws CodedException NOT_FOUND for a user whom the caller's tenant does not have */
    Result closeOther(Caller caller, String userId, String reason) {
        return caller.userId().equals(userId)
                ? new Result.Refused(UserRefusal.OWN_ACCOUNT, "input.userId")
                : close(caller, userId, reason, false);
    }

    /**
     * A program's. Nobody takes that back by signing in, so that there is no time for it.
     *
     * @throws CodedException NOT_FOUND for an account that is no service account of the caller's tenant
     */
    Result deleteService(Caller caller, String accountId, String reason) {
        return caller.userId().equals(accountId)
                ? new Result.Refused(UserRefusal.OWN_ACCOUNT, "input.id")
                : close(caller, accountId, reason, true);
    }

    private Result close(Caller caller, String userId, @Nullable String reason, boolean isService) {
        String field = isService ? "input.id" : "input.userId";
        Result begun = transactions.inTransaction(unit -> {
            User user = users.find(unit, caller.tenantId(), userId);
            if (user == null || user.status() == UserStatus.CLOSED || isService && !user.isService()) {
                throw CodedException.notFound("user", userId);
            }
            RefusalCode refused = refuse(caller, user, isService);
            return refused == null
                    ? new Result.Begun(begin(unit, caller, user, reason))
                    : new Result.Refused(refused, field);
        });
        return begun instanceof Result.Begun(Closing closing) ? answered(closing) : begun;
    }

    private @Nullable RefusalCode refuse(Caller caller, User user, boolean isService) {
        if (user.isService() && !isService) {
            return UserRefusal.SERVICE_ACCOUNT;
        }
        if (user.status() == UserStatus.PENDING) {
            return UserRefusal.REGISTRATION_PENDING;
        }
        boolean isOwn = caller.userId().equals(user.id());
        return isOwn || roles.coversAll(caller.tenantId(), caller.roles(), user.roles())
                ? null
                : UserRefusal.BEYOND_OWN_ROLES;
    }

    private Closing begin(UnitOfWork unit, Caller caller, User user, @Nullable String reason) {
        Closing known = closings.find(unit, user.tenantId(), user.id());
        if (known != null && known.isUnderWay()) {
            return known;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Closing asked = Closing.asked(ids.next(), user.tenantId(), user.id(), settings.participants(), now);
        closings.begin(unit, asked);
        audit.record(
                unit,
                AuditAct.by(caller, AuditKind.ACCOUNT_CLOSING_ASKED)
                        .about(user.id())
                        .because(reason));
        if (asked.isAgreed()) {
            return settle.begin(unit, asked);
        }
        outbox.add(
                unit,
                EventDraft.of(new ClosingAsked(user.id(), asked.id()), user.id(), user.tenantId())
                        .onBehalfOf(user.id()));
        return asked;
    }

    /** As it is when the services have answered, or when patience is over. */
    private Result answered(Closing asked) {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        Closing now = asked;
        while (now.state() == Closing.State.ASKED && System.nanoTime() - deadline < 0 && isRested()) {
            Closing found = closings.find(asked.tenantId(), asked.userId());
            now = found == null || !found.id().equals(asked.id()) ? asked : found;
        }
        return now.isUnderWay() ? new Result.Begun(now) : new Result.Refused(ClosingRefusal.ACCOUNT_NOT_EMPTY, null);
    }

    private static boolean isRested() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
