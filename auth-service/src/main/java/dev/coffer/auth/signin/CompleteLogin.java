package dev.coffer.auth.signin;

import dev.coffer.auth.device.RememberDevice;
import dev.coffer.auth.password.Credentials;
import dev.coffer.auth.password.PasswordHash;
import dev.coffer.auth.session.Session;
import dev.coffer.auth.session.StartSession;
import dev.coffer.auth.token.Authentication.Strength;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Client;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes the second step of a sign-in. A try is counted before the code is looked at, on the challenge and for the user; what the
 * code is worth, the end of the challenge and the session are one transaction, so that of two equal answers one signs in.
 */
public final class CompleteLogin {

    /** What became of it. */
    public sealed interface Result {

        /** @param deviceToken for the device to keep; null where it is not to be remembered */
        record SignedIn(Session session, @Nullable String deviceToken) implements Result {}

        record Refused(SignInRefusal reason) implements Result {}

        /** Not even looked at. */
        record TriedTooOften(Duration pause) implements Result {}
    }

    /** What the client answers. */
    public record Answer(FactorKind factor, String code, boolean isDeviceRemembered) {

        @Override
        public String toString() {
            return "Answer[factor=" + factor + "]";
        }
    }

    private static final Result OVER = new Result.Refused(SignInRefusal.SIGN_IN_EXPIRED);

    private final Challenges challenges;
    private final Users users;
    private final Credentials credentials;
    private final SecondFactors factors;
    private final FactorTries tries;
    private final RememberDevice devices;
    private final StartSession startSession;
    private final NoteSignIns note;
    private final Transactions transactions;
    private final MeterRegistry meters;
    private final Clock clock;

    CompleteLogin(
            Challenges challenges,
            Users users,
            Credentials credentials,
            SecondFactors factors,
            FactorTries tries,
            RememberDevice devices,
            StartSession startSession,
            NoteSignIns note,
            Transactions transactions,
            MeterRegistry meters,
            Clock clock) {
        this.challenges = challenges;
        this.users = users;
        this.credentials = credentials;
        this.factors = factors;
        this.tries = tries;
        this.devices = devices;
        this.startSession = startSession;
        this.note = note;
        this.transactions = transactions;
        this.meters = meters;
        this.clock = clock;
    }

    /** @throws CodedException UNAVAILABLE when the store is away: the code may not have been used up */
    public Result complete(String id, Answer answer, Client client) {
        ChallengeToken token = ChallengeToken.read(id);
        Challenge challenge = token == null ? null : find(token);
        User user = challenge == null ? null : users.find(challenge.tenantId(), challenge.userId());
        if (challenge == null || user == null) {
            return OVER;
        }
        if (!user.isActive()) {
            return new Result.Refused(SignInRefusal.ACCOUNT_LOCKED);
        }
        Duration pause = tries.ask(user);
        if (pause != null) {
            note.secondStepBlocked(user);
            return counted(answer, new Result.TriedTooOften(pause));
        }
        if (challenges.countTry(challenge.tenantId(), challenge.digest(), clock.instant()) == null) {
            return OVER;
        }
        SecondFactors.Proof proof = factors.prove(user, answer.factor(), answer.code(), SecondFactors.Occasion.SIGN_IN);
        Result result = transactions.inTransaction(unit -> take(unit, challenge, user, proof, answer, client));
        if (result instanceof Result.SignedIn) {
            tries.clear(user);
        }
        return counted(answer, result);
    }

    private @Nullable Challenge find(ChallengeToken token) {
        Challenge found = transactions.<@Nullable Challenge>inTransaction(
                unit -> challenges.find(unit, token.tenantId(), token.digest()));
        return found != null && found.isOpen(clock.instant()) ? found : null;
    }

    private Result take(
            UnitOfWork unit, Challenge challenge, User user, SecondFactors.Proof proof, Answer answer, Client client) {
        PasswordHash password = credentials.find(user.tenantId(), user.id());
        boolean isSamePassword = password != null
                && password.fingerprint().equals(challenge.password())
                && credentials.countUse(unit, user.tenantId(), user.id(), password);
        if (!isSamePassword || challenges.find(unit, challenge.tenantId(), challenge.digest()) == null) {
            return OVER;
        }
        if (!proof.use(unit)) {
            note.secondStepRefused(unit, user, answer.factor());
            return new Result.Refused(SignInRefusal.SECOND_FACTOR_WRONG);
        }
        challenges.delete(unit, challenge);
        String deviceToken = answer.isDeviceRemembered() ? devices.remember(unit, user, challenge.password()) : null;
        return new Result.SignedIn(startSession.start(unit, user, Strength.SECOND_FACTOR, client), deviceToken);
    }

    private Result counted(Answer answer, Result result) {
        String outcome = switch (result) {
            case Result.SignedIn _ -> "passed";
            case Result.Refused _ -> "failed";
            case Result.TriedTooOften _ -> "blocked";
        };
        String factor = answer.factor().name().toLowerCase(Locale.ROOT);
        meters.counter("coffer.auth.second.steps", "factor", factor, "outcome", outcome)
                .increment();
        return result;
    }
}
