package dev.coffer.auth.user;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.password.Credentials;
import dev.coffer.auth.password.PasswordHash;
import dev.coffer.auth.password.PasswordHashing;
import dev.coffer.auth.password.PasswordRefusal;
import dev.coffer.auth.password.PasswordRules;
import dev.coffer.auth.user.UserResult.Done;
import dev.coffer.auth.user.UserResult.NotNow;
import dev.coffer.auth.user.UserResult.Refused;
import dev.coffer.auth.user.UserResult.ToConfirm;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * Makes an account, with whatever roles the caller decided on. Registration calls it with the role {@code user} only; the
 * {@code coffer} command calls it to make the first administrator. It is not reachable over GraphQL otherwise.
 */
public final class CreateUser {

    private final Users users;
    private final Credentials credentials;
    private final PasswordRules rules;
    private final PasswordHashing hashing;
    private final RoleReach roles;
    private final Registrations registrations;
    private final Audit audit;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    CreateUser(
            Users users,
            Credentials credentials,
            PasswordRules rules,
            PasswordHashing hashing,
            RoleReach roles,
            Registrations registrations,
            Audit audit,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.users = users;
        this.credentials = credentials;
        this.rules = rules;
        this.hashing = hashing;
        this.roles = roles;
        this.registrations = registrations;
        this.audit = audit;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What anybody may ask for: like {@link #create}, but where the tenant wants contacts confirmed the account waits for a code,
     * and a taken contact gets the same answer after about the same work.
     *
     * @throws CodedException UNAVAILABLE when the store is away, TOO_MANY_REQUESTS when no turn for hashing came
     */
    public UserResult register(NewUser asked) {
        return registrations.mustConfirm(asked.tenantId()) ? checked(asked, this::saveToConfirm) : create(asked);
    }

    /**
     * Saves the user, the password and the start of the registration together or not at all, and waits a moment for the account
     * to become active. The password is hashed before anything is looked up, so that a taken contact costs as much time as a free
     * one.
     *
     * @throws CodedException UNAVAILABLE when the store is away, TOO_MANY_REQUESTS when no turn for hashing came
     */
    public UserResult create(NewUser asked) {
        return checked(asked, this::save);
    }

    /**
     * As {@link #create}, for somebody whose e-mail address was verified elsewhere, and who gets more than the account.
     *
     * @param also saves more with the account: both or neither
     * @throws CodedException UNAVAILABLE when the store is away, TOO_MANY_REQUESTS when no turn for hashing came
     */
    public UserResult createVerified(NewUser asked, BiConsumer<UnitOfWork, User> also) {
        return checked(asked, (same, hash) -> save(toUser(same, true), same, hash, also));
    }

    private UserResult checked(NewUser asked, BiFunction<NewUser, PasswordHash, UserResult> save) {
        for (String role : asked.roles()) {
            if (!roles.isKnown(asked.tenantId(), role)) {
                return new Refused(UserRefusal.ROLE_UNKNOWN, "input.roles");
            }
        }
        PasswordRefusal weakness = rules.check(asked.password(), asked.ownDetails());
        if (weakness != null) {
            return new Refused(weakness, "input.password");
        }
        return save.apply(asked, hashing.hash(asked.password()));
    }

    private UserResult save(NewUser asked, PasswordHash hash) {
        return save(toUser(asked, false), asked, hash, (unit, user) -> {});
    }

    private UserResult save(User user, NewUser asked, PasswordHash hash, BiConsumer<UnitOfWork, User> also) {
        try {
            transactions.run(unit -> {
                insert(unit, user, hash);
                also.accept(unit, user);
                registrations.begin(unit, user, asked.referralCode());
            });
            return settled(user);
        } catch (Users.ContactTaken taken) {
            return new Refused(UserRefusal.CONTACT_UNAVAILABLE, null);
        }
    }

    private UserResult saveToConfirm(NewUser asked, PasswordHash hash) {
        User user = toUser(asked, false);
        try {
            return new ToConfirm(saveOrPretend(user, asked, hash));
        } catch (Registrations.NotNow refused) {
            return new NotNow(refused.code(), refused.pause());
        }
    }

    private PendingConfirmation saveOrPretend(User user, NewUser asked, PasswordHash hash) {
        try {
            return transactions.inTransaction(unit -> {
                registrations.makeRoom(unit, user);
                insert(unit, user, hash);
                return registrations.beginToConfirm(unit, user, asked.referralCode());
            });
        } catch (Users.ContactTaken taken) {
            return registrations.pretend(user);
        }
    }

    private void insert(UnitOfWork unit, User user, PasswordHash hash) {
        users.insert(unit, user);
        credentials.insert(unit, user.tenantId(), user.id(), hash, user.createdAt());
        audit.record(
                unit,
                AuditAct.of(user.tenantId(), AuditKind.USER_REGISTERED, null)
                        .about(user.id())
                        .with("roles", String.join(" ", new TreeSet<>(user.roles()))));
    }

    private User toUser(NewUser asked, boolean isEmailVerified) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new User(
                ids.next(),
                asked.tenantId(),
                Contact.valueOf(asked.email()),
                Contact.valueOf(asked.phone()),
                asked.displayName(),
                asked.locale(),
                UserStatus.PENDING,
                asked.roles(),
                now,
                1,
                isEmailVerified ? now : null,
                null);
    }

    private UserResult settled(User pending) {
        User user = registrations.settled(pending);
        return user == null ? new Refused(UserRefusal.REGISTRATION_UNDONE, null) : new Done(user);
    }
}
