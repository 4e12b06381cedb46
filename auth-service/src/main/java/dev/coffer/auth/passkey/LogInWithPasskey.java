package dev.coffer.auth.passkey;

import com.webauthn4j.data.AuthenticationData;
import dev.coffer.auth.session.Session;
import dev.coffer.auth.session.StartSession;
import dev.coffer.auth.signin.SecondFactors.Proof;
import dev.coffer.auth.signin.SignInRefusal;
import dev.coffer.auth.token.Authentication.Strength;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.identity.Client;
import dev.coffer.core.store.Transactions;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Signs in by passkey alone: something the user has, unlocked by something they are or know, so that no second step follows. Who it
 * is, is told by the passkey.
 */
final class LogInWithPasskey {

    /** What became of it. */
    sealed interface Result {

        record SignedIn(Session session) implements Result {}

        record Refused(RefusalCode reason) implements Result {}
    }

    private final Passkeys passkeys;
    private final ReadPasskey read;
    private final ProvePasskey prove;
    private final Users users;
    private final StartSession startSession;
    private final Transactions transactions;
    private final MeterRegistry meters;

    LogInWithPasskey(
            Passkeys passkeys,
            ReadPasskey read,
            ProvePasskey prove,
            Users users,
            StartSession startSession,
            Transactions transactions,
            MeterRegistry meters) {
        this.passkeys = passkeys;
        this.read = read;
        this.prove = prove;
        this.users = users;
        this.startSession = startSession;
        this.transactions = transactions;
        this.meters = meters;
        count(true, 0);
        count(false, 0);
    }

    /**
     * @param client that signs in
     * @throws CodedException UNAVAILABLE when the store is away: the request may have been used up
     */
    Result logIn(String tenantId, String credential, Client client) {
        Result result = attempt(tenantId, credential, client);
        count(result instanceof Result.SignedIn, 1);
        return result;
    }

    private Result attempt(String tenantId, String credential, Client client) {
        AuthenticationData data = read.assertion(credential);
        if (data == null) {
            return new Result.Refused(PasskeyRefusal.PASSKEY_NOT_ACCEPTED);
        }
        byte[] challenge = prove.take(data, tenantId, Purpose.LOGIN, null);
        if (challenge == null) {
            return new Result.Refused(PasskeyRefusal.PASSKEY_REQUEST_EXPIRED);
        }
        Passkey passkey = passkeys.find(tenantId, data.getCredentialId());
        User user = passkey == null ? null : users.find(tenantId, passkey.userId());
        return passkey == null || user == null
                ? new Result.Refused(PasskeyRefusal.PASSKEY_NOT_ACCEPTED)
                : enter(user, prove.proveAlone(passkey, data, challenge), client);
    }

    private Result enter(User user, Proof proof, Client client) {
        return transactions.inTransaction(unit -> {
            if (!proof.use(unit)) {
                return new Result.Refused(PasskeyRefusal.PASSKEY_NOT_ACCEPTED);
            }
            return switch (user.status()) {
                case PENDING -> new Result.Refused(SignInRefusal.ACCOUNT_PENDING);
                case LOCKED, CLOSED -> new Result.Refused(SignInRefusal.ACCOUNT_LOCKED);
                case ACTIVE -> new Result.SignedIn(startSession.start(unit, user, Strength.SECOND_FACTOR, client));
            };
        });
    }

    private void count(boolean isIn, int by) {
        meters.counter("coffer.auth.passkeys.logins", "outcome", isIn ? "passed" : "failed")
                .increment(by);
    }
}
