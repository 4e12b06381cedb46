package dev.coffer.auth.signin;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.password.Credentials;
import dev.coffer.auth.password.Password;
import dev.coffer.auth.password.PasswordHash;
import dev.coffer.auth.password.PasswordHashing;
import dev.coffer.auth.password.PasswordHashing.Match;
import dev.coffer.auth.signin.Attempts.Asked;
import dev.coffer.auth.user.User;
import dev.coffer.core.errors.CodedException;
import java.time.Duration;

/** Has a signed-in user prove their own password before something that a stolen access token must not do. */
public final class ProvePassword {

    /** What became of it. */
    public sealed interface Proof {

        /** @param stored the password as it was when it was compared */
        record Right(PasswordHash stored) implements Proof {}

        record Wrong() implements Proof {}

        /** Not even looked at. */
        record TriedTooOften(Duration pause) implements Proof {}
    }

    private final Credentials credentials;
    private final PasswordHashing hashing;
    private final AttemptCounts attempts;
    private final Audit audit;

    ProvePassword(Credentials credentials, PasswordHashing hashing, AttemptCounts attempts, Audit audit) {
        this.credentials = credentials;
        this.hashing = hashing;
        this.attempts = attempts;
        this.audit = audit;
    }

    /** @throws CodedException UNAVAILABLE when the store is away, TOO_MANY_REQUESTS when no turn for hashing came */
    public Proof prove(User user, Password password) {
        AttemptKey key = AttemptKey.ofOwnPassword(user);
        if (attempts.ask(key) instanceof Asked.Blocked(var pause)) {
            return new Proof.TriedTooOften(pause);
        }
        PasswordHash stored = credentials.find(user.tenantId(), user.id());
        if (stored == null || hashing.check(password, stored) == Match.NONE) {
            audit.countRefusal(
                    AuditKind.PASSWORD_PROOF_REFUSED,
                    user.tenantId(),
                    user.id(),
                    user.id(),
                    SignInRefusal.INVALID_CREDENTIALS.name());
            return new Proof.Wrong();
        }
        attempts.clear(key);
        return new Proof.Right(stored);
    }
}
