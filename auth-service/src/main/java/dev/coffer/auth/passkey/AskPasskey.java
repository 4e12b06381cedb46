package dev.coffer.auth.passkey;

import dev.coffer.auth.user.User;
import dev.coffer.core.config.Setting;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the requests that authenticators answer, each with a challenge of its own. */
final class AskPasskey {

    private final Passkeys passkeys;
    private final PasskeyChallenges challenges;
    private final UserHandles handles;
    private final Setting<PasskeySettings> settings;
    private final SecureRandom random;
    private final Clock clock;

    AskPasskey(
            Passkeys passkeys,
            PasskeyChallenges challenges,
            UserHandles handles,
            Setting<PasskeySettings> settings,
            SecureRandom random,
            Clock clock) {
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.handles = handles;
        this.settings = settings;
        this.random = random;
        this.clock = clock;
    }

    /** To sign in by passkey alone. Tells nothing of anybody: it is the same for all. */
    PasskeyRequest toLogIn(String tenantId) {
        byte[] challenge = challenge();
        String options = PasskeyOptions.request(settings.of(tenantId), challenge, List.of());
        return asked(tenantId, challenge, Purpose.LOGIN, null, false, options);
    }

    /** Of one of the user's passkeys; null where they have none. */
    @Nullable
    PasskeyRequest of(User user, Purpose purpose) {
        List<Passkey> registered = passkeys.of(user.tenantId(), user.id());
        if (registered.isEmpty()) {
            return null;
        }
        byte[] challenge = challenge();
        String options = PasskeyOptions.request(settings.of(user.tenantId()), challenge, registered);
        return asked(user.tenantId(), challenge, purpose, user.id(), false, options);
    }

    /** To make a new one. @param isProven whether a second factor was proven for it */
    PasskeyRequest toRegister(User user, boolean isProven) {
        List<Passkey> registered = passkeys.of(user.tenantId(), user.id());
        byte[] challenge = challenge();
        byte[] handle = handles.of(user);
        String options = PasskeyOptions.creation(settings.of(user.tenantId()), user, handle, challenge, registered);
        return asked(user.tenantId(), challenge, Purpose.REGISTRATION, user.id(), isProven, options);
    }

    private PasskeyRequest asked(
            String tenantId,
            byte[] challenge,
            Purpose purpose,
            @Nullable String userId,
            boolean isProven,
            String options) {
        Instant expiresAt = clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(PasskeyChallenge.LIFE);
        String digest = PasskeyChallenge.digest(tenantId, challenge);
        challenges.insert(new PasskeyChallenge(digest, tenantId, purpose, userId, isProven, expiresAt));
        return new PasskeyRequest(options, expiresAt);
    }

    private byte[] challenge() {
        byte[] made = new byte[PasskeyChallenge.BYTES];
        random.nextBytes(made);
        return made;
    }
}
