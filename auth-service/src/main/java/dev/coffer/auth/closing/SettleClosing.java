package dev.coffer.auth.closing;

import dev.coffer.auth.closing.Closing.State;
import dev.coffer.auth.revocation.RevokeTokens;
import dev.coffer.auth.session.EndReason;
import dev.coffer.auth.session.EndSessions;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.UserKeys;
import dev.coffer.auth.user.Users;
import dev.coffer.core.config.Setting;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes what the other services answer. What is of no closing under way, or not what was asked, is of no interest. */
final class SettleClosing {

    private final Closings closings;
    private final Users users;
    private final EndSessions endSessions;
    private final UserKeys keys;
    private final RevokeTokens revoke;
    private final EraseUser eraseUser;
    private final Setting<ClosingSettings> settings;
    private final Clock clock;

    SettleClosing(
            Closings closings,
            Users users,
            EndSessions endSessions,
            UserKeys keys,
            RevokeTokens revoke,
            EraseUser eraseUser,
            Setting<ClosingSettings> settings,
            Clock clock) {
        this.closings = closings;
        this.users = users;
        this.endSessions = endSessions;
        this.keys = keys;
        this.revoke = revoke;
        this.eraseUser = eraseUser;
        this.settings = settings;
        this.clock = clock;
    }

    /** A service has nothing against it. */
    void closable(UnitOfWork unit, String service, String tenantId, String userId, String closingId) {
        Closing closing = find(unit, tenantId, userId, closingId, State.ASKED);
        if (closing != null) {
            Closing agreed = closing.agreedBy(service);
            closings.save(unit, agreed);
            if (agreed.isAgreed()) {
                begin(unit, agreed);
            }
        }
    }

    /** A service has closed all that was there. */
    void closed(UnitOfWork unit, String service, String tenantId, String userId, String closingId) {
        Closing closing = find(unit, tenantId, userId, closingId, State.CLOSING);
        if (closing != null) {
            Closing agreed = closing.agreedBy(service);
            closings.save(unit, agreed);
            if (agreed.isAgreed()) {
                eraseUser.erase(unit, agreed);
            }
        }
    }

    /** A service keeps the account, and so it is kept. */
    void kept(UnitOfWork unit, String tenantId, String userId, String closingId, String reason) {
        Closing closing = closings.find(unit, tenantId, userId);
        if (closing != null && closing.id().equals(closingId) && closing.state() != State.KEPT) {
            closings.save(unit, closing.kept(reason));
        }
    }

    /** All agree: from here on only signing in or an operator keeps the account, and nobody a program's. */
    Closing begin(UnitOfWork unit, Closing agreed) {
        User user = Objects.requireNonNull(users.find(unit, agreed.tenantId(), agreed.userId()), agreed.userId());
        Duration grace = user.isService()
                ? Duration.ZERO
                : settings.of(agreed.tenantId()).grace();
        Closing waiting =
                agreed.waiting(clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(grace));
        closings.save(unit, waiting);
        // As another version, so that no token that was given out before counts.
        User signedOut = user.with(user.status());
        if (!users.replace(unit, signedOut)) {
            throw new IllegalStateException(user + " changed within the transaction that read it");
        }
        endSessions.endAll(unit, signedOut, null, EndReason.ACCOUNT_CLOSING);
        keys.revokeAll(unit, signedOut);
        revoke.ofUser(unit, signedOut.tenantId(), signedOut.id(), signedOut.version());
        return waiting;
    }

    private @Nullable Closing find(UnitOfWork unit, String tenantId, String userId, String closingId, State state) {
        Closing closing = closings.find(unit, tenantId, userId);
        return closing != null && closing.id().equals(closingId) && closing.state() == state ? closing : null;
    }
}
