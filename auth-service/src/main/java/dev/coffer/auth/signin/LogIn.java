package dev.coffer.auth.signin;

import dev.coffer.auth.password.Credentials;
import dev.coffer.auth.password.Password;
import dev.coffer.auth.password.PasswordHash;
import dev.coffer.auth.password.PasswordHashing;
import dev.coffer.auth.password.PasswordHashing.Match;
import dev.coffer.auth.session.StartSession;
import dev.coffer.auth.signin.Attempts.Asked;
import dev.coffer.auth.signin.LoginResult.Refused;
import dev.coffer.auth.signin.LoginResult.SignedIn;
import dev.coffer.auth.signin.LoginResult.TriedTooOften;
import dev.coffer.auth.token.Authentication.Strength;
import dev.coffer.auth.user.Contact;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Client;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Signs in with a password. A wrong password and an unknown user get the same answer after the same work: the same reads and
 * one Argon2 computation.
 */
public final class LogIn {

    /** Looked up where there is no user, for the same work; no user has it, because ids are UUIDs. */
    private static final String NOBODY = "nobody";

    /** After this a client may ask again whether the account is set up. */
    private static final Duration SETTING_UP = Duration.ofSeconds(1);

    private final Users users;
    private final Credentials credentials;
    private final PasswordHashing hashing;
    private final AttemptCounts attempts;
    private final AskSecondStep askSecondStep;
    private final StartSession startSession;
    private final NoteSignIns note;
    private final Transactions transactions;
    private final Clock clock;

    LogIn(
            Users users,
            Credentials credentials,
            PasswordHashing hashing,
            AttemptCounts attempts,
            AskSecondStep askSecondStep,
            StartSession startSession,
            NoteSignIns note,
            Transactions transactions,
            Clock clock) {
        this.users = users;
        this.credentials = credentials;
        this.hashing = hashing;
        this.attempts = attempts;
        this.askSecondStep = askSecondStep;
        this.startSession = startSession;
        this.note = note;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param deviceToken of a device that stands for the second step, null for none
     * @param client that signs in
     * @throws CodedException UNAVAILABLE when the store is away, TOO_MANY_REQUESTS when no turn for hashing came
     */
    public LoginResult logIn(
            String tenantId, Contact contact, Password password, @Nullable String deviceToken, Client client) {
        AttemptKey key = AttemptKey.ofSignIn(tenantId, contact);
        if (attempts.ask(key) instanceof Asked.Blocked(var pause)) {
            note.blocked(tenantId, contact, users.findByContact(tenantId, contact));
            return new TriedTooOften(pause);
        }
        User user = users.findByContact(tenantId, contact);
        PasswordHash stored = credentials.find(tenantId, user == null ? NOBODY : user.id());
        Match match = hashing.check(password, stored);
        if (user == null || stored == null || match == Match.NONE) {
            note.refused(tenantId, contact, user, SignInRefusal.INVALID_CREDENTIALS);
            return new Refused(SignInRefusal.INVALID_CREDENTIALS);
        }
        attempts.clear(key);
        return switch (user.status()) {
            case PENDING -> new LoginResult.NotYet(SETTING_UP);
            case LOCKED, CLOSED -> {
                note.refused(tenantId, contact, user, SignInRefusal.ACCOUNT_LOCKED);
                yield new Refused(SignInRefusal.ACCOUNT_LOCKED);
            }
            case ACTIVE -> {
                PasswordHash upgraded = match == Match.OUTDATED ? hashing.hash(password) : null;
                yield enter(user, stored, upgraded, deviceToken, client);
            }
        };
    }

    private LoginResult enter(
            User user,
            PasswordHash stored,
            @Nullable PasswordHash upgraded,
            @Nullable String deviceToken,
            Client client) {
        return transactions.inTransaction(unit -> {
            // Where the replacement finds another password, that one is newer and stays.
            boolean isUpgraded = upgraded != null
                    && credentials.replace(unit, user.tenantId(), user.id(), stored, upgraded, clock.instant());
            PasswordHash password = upgraded != null && isUpgraded ? upgraded : stored;
            if (!credentials.countUse(unit, user.tenantId(), user.id(), password)) {
                return new Refused(SignInRefusal.INVALID_CREDENTIALS);
            }
            SecondFactorRequired required = askSecondStep.ask(unit, user, password, deviceToken);
            if (required == null) {
                return new SignedIn(startSession.start(unit, user, Strength.PASSWORD, client));
            }
            note.secondStepAsked(unit, user);
            return new LoginResult.SecondStep(required);
        });
    }
}
