package dev.coffer.auth.signin;

import dev.coffer.auth.device.RememberDevice;
import dev.coffer.auth.password.PasswordHash;
import dev.coffer.auth.user.User;
import dev.coffer.core.store.UnitOfWork;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides after the right password whether a second step is needed, and begins it. */
final class AskSecondStep {

    private final SecondFactors factors;
    private final RememberDevice devices;
    private final Challenges challenges;
    private final SecureRandom random;
    private final Clock clock;

    AskSecondStep(
            SecondFactors factors, RememberDevice devices, Challenges challenges, SecureRandom random, Clock clock) {
        this.factors = factors;
        this.devices = devices;
        this.challenges = challenges;
        this.random = random;
        this.clock = clock;
    }

    /**
     * @param password the one that was right, as it is stored from now on
     * @param deviceToken what the client says of its device, null for nothing
     * @return null where the user is signed in without a second step
     */
    @Nullable
    SecondFactorRequired ask(UnitOfWork unit, User user, PasswordHash password, @Nullable String deviceToken) {
        List<FactorKind> kinds = factors.of(unit, user);
        String fingerprint = password.fingerprint();
        if (kinds.isEmpty() || devices.recognise(unit, user, fingerprint, deviceToken)) {
            return null;
        }
        ChallengeToken token = ChallengeToken.make(user.tenantId(), random);
        Instant expiresAt = clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(Challenge.LIFE);
        challenges.insert(unit, new Challenge(token.digest(), user.tenantId(), user.id(), fingerprint, 0, expiresAt));
        return new SecondFactorRequired(token.text(), kinds, expiresAt);
    }
}
