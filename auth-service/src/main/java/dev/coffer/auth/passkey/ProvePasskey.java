package dev.coffer.auth.passkey;

import com.webauthn4j.data.AuthenticationData;
import dev.coffer.auth.factor.PasskeyProofs;
import dev.coffer.auth.passkey.CheckPasskey.Verdict;
import dev.coffer.auth.signin.SecondFactors.Occasion;
import dev.coffer.auth.signin.SecondFactors.Proof;
import dev.coffer.auth.user.User;
import dev.coffer.core.config.Setting;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes an authenticator's answer as a proof. Its challenge is used up before it is looked at. */
final class ProvePasskey implements PasskeyProofs {

    private static final Proof WRONG = unit -> false;

    private final Passkeys passkeys;
    private final PasskeyChallenges challenges;
    private final ReadPasskey read;
    private final CheckPasskey check;
    private final Setting<PasskeySettings> settings;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Counter suspected;
    private final Clock clock;

    ProvePasskey(
            Passkeys passkeys,
            PasskeyChallenges challenges,
            ReadPasskey read,
            CheckPasskey check,
            Setting<PasskeySettings> settings,
            Outbox outbox,
            Transactions transactions,
            MeterRegistry meters,
            Clock clock) {
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.read = read;
        this.check = check;
        this.settings = settings;
        this.outbox = outbox;
        this.transactions = transactions;
        this.suspected = meters.counter("coffer.auth.passkeys.suspected");
        this.clock = clock;
    }

    @Override
    public Proof prove(User user, Occasion occasion, String credential) {
        AuthenticationData data = read.assertion(credential);
        Purpose purpose = switch (occasion) {
            case SIGN_IN -> Purpose.SECOND_STEP;
            case STEP_UP -> Purpose.STEP_UP;
            case CHANGE_FACTORS -> Purpose.CHANGE_FACTORS;
        };
        byte[] challenge = data == null ? null : take(data, user.tenantId(), purpose, user.id());
        if (data == null || challenge == null) {
            return WRONG;
        }
        Passkey passkey = passkeys.find(user.tenantId(), data.getCredentialId());
        if (passkey == null || !passkey.userId().equals(user.id())) {
            return WRONG;
        }
        return data.getUserHandle() == null || fits(passkey, data) ? proof(passkey, data, challenge) : WRONG;
    }

    /** What the answer is worth to whoever signs in by passkey alone. @param challenge that was taken */
    Proof proveAlone(Passkey passkey, AuthenticationData data, byte[] challenge) {
        // Without a handle the authenticator does not hold the account, and its user did not choose it.
        return data.getUserHandle() != null && fits(passkey, data) ? proof(passkey, data, challenge) : WRONG;
    }

    /** The challenge that the answer is to, which counts no more from then on; null where it is to none that is in force. */
    byte @Nullable [] take(AuthenticationData data, String tenantId, Purpose purpose, @Nullable String userId) {
        byte[] challenge = ReadPasskey.challenge(data.getCollectedClientData());
        return challenge == null || challenges.take(tenantId, challenge, purpose, userId, now()) == null
                ? null
                : challenge;
    }

    private static boolean fits(Passkey passkey, AuthenticationData data) {
        return MessageDigest.isEqual(passkey.handle(), data.getUserHandle());
    }

    private Proof proof(Passkey passkey, AuthenticationData data, byte[] challenge) {
        List<byte[]> allowed = List.of(passkey.credentialId());
        return switch (check.check(passkey, data, challenge, settings.of(passkey.tenantId()), allowed)) {
            case Verdict.Right _ -> unit -> use(unit, passkey, data);
            case Verdict.Wrong _ -> WRONG;
            case Verdict.Suspect suspect -> {
                tell(passkey, suspect);
                yield WRONG;
            }
        };
    }

    private boolean use(UnitOfWork unit, Passkey passkey, AuthenticationData data) {
        var signed = data.getAuthenticatorData();
        return signed != null && passkeys.use(unit, passkey, signed.getSignCount(), signed.isFlagBS(), now());
    }

    /** In a transaction of its own: what it tells of changes nothing. */
    private void tell(Passkey passkey, Verdict.Suspect suspect) {
        suspected.increment();
        PasskeySuspected event =
                new PasskeySuspected(passkey.userId(), passkey.id(), suspect.stored(), suspect.presented());
        transactions.run(unit -> outbox.add(
                unit, EventDraft.of(event, passkey.userId(), passkey.tenantId()).onBehalfOf(passkey.userId())));
    }

    @Override
    public void deleteAll(UnitOfWork unit, User user) {
        passkeys.deleteAll(unit, user);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
