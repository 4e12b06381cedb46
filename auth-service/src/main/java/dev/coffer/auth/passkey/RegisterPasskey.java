package dev.coffer.auth.passkey;

import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import dev.coffer.auth.factor.FactorRefusal;
import dev.coffer.auth.factor.FactorResult;
import dev.coffer.auth.factor.FactorResult.Done;
import dev.coffer.auth.factor.FactorResult.Refused;
import dev.coffer.auth.factor.FactorResult.TriedTooOften;
import dev.coffer.auth.factor.PasskeyFactor;
import dev.coffer.auth.factor.ProveOwner;
import dev.coffer.auth.password.Password;
import dev.coffer.auth.signin.SignInRefusal;
import dev.coffer.auth.user.User;
import dev.coffer.core.config.Setting;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Registers passkeys, in two steps. It begins with the same proofs as an authenticator app: the password, and a second factor where one
 * is on.
 */
final class RegisterPasskey {

    private static final String CREDENTIAL = "input.credential";

    private final ProveOwner proveOwner;
    private final PasskeyFactor factor;
    private final Passkeys passkeys;
    private final PasskeyChallenges challenges;
    private final AskPasskey ask;
    private final ReadPasskey read;
    private final CheckPasskey check;
    private final UserHandles handles;
    private final Setting<PasskeySettings> settings;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    RegisterPasskey(
            ProveOwner proveOwner,
            PasskeyFactor factor,
            Passkeys passkeys,
            PasskeyChallenges challenges,
            AskPasskey ask,
            ReadPasskey read,
            CheckPasskey check,
            UserHandles handles,
            Setting<PasskeySettings> settings,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.proveOwner = proveOwner;
        this.factor = factor;
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.ask = ask;
        this.read = read;
        this.check = check;
        this.handles = handles;
        this.settings = settings;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param code of a second factor that is on; null where none is
     * @throws CodedException UNAUTHENTICATED when the account is gone or locked, UNAVAILABLE when the store is away
     */
    FactorResult<PasskeyRequest> begin(Caller caller, Password password, @Nullable String code) {
        User user = proveOwner.user(caller);
        return proveOwner.byPassword(user, password, () -> begun(user, code));
    }

    private FactorResult<PasskeyRequest> begun(User user, @Nullable String code) {
        if (!factor.isAnyOn(user)) {
            return asked(user, false);
        }
        if (code == null) {
            return new Refused<>(FactorRefusal.SECOND_FACTOR_NEEDED, "input.code");
        }
        FactorResult<User> proven = proveOwner.byCode(user, code, unit -> user);
        return switch (proven) {
            case Done<User> _ -> asked(user, true);
            case Refused<User>(RefusalCode refusal, @Nullable String field) -> new Refused<>(refusal, field);
            case TriedTooOften<User>(SignInRefusal refusal, Duration pause) -> new TriedTooOften<>(refusal, pause);
        };
    }

    private FactorResult<PasskeyRequest> asked(User user, boolean isProven) {
        return passkeys.of(user.tenantId(), user.id()).size() >= Passkey.MOST
                ? new Refused<>(PasskeyRefusal.TOO_MANY_PASSKEYS, null)
                : new Done<>(ask.toRegister(user, isProven));
    }

    /** @param credential as the browser's {@code toJSON} writes it */
    FactorResult<Passkey> register(Caller caller, String credential, String name) {
        User user = proveOwner.user(caller);
        RegistrationData data = read.registration(credential);
        byte[] challenge = data == null ? null : ReadPasskey.challenge(data.getCollectedClientData());
        if (data == null || challenge == null) {
            return new Refused<>(PasskeyRefusal.PASSKEY_NOT_ACCEPTED, CREDENTIAL);
        }
        PasskeyChallenge begun = challenges.take(user.tenantId(), challenge, Purpose.REGISTRATION, user.id(), now());
        if (begun == null) {
            return new Refused<>(PasskeyRefusal.PASSKEY_REQUEST_EXPIRED, CREDENTIAL);
        }
        Passkey made = check.isRight(data, challenge, settings.of(user.tenantId())) ? passkey(user, data, name) : null;
        return made == null ? new Refused<>(PasskeyRefusal.PASSKEY_NOT_ACCEPTED, CREDENTIAL) : saved(user, begun, made);
    }

    private @Nullable Passkey passkey(User user, RegistrationData data, String name) {
        byte[] credential = check.credential(data);
        var attestation = data.getAttestationObject();
        AuthenticatorData<?> made = attestation == null ? null : attestation.getAuthenticatorData();
        var attested = made == null ? null : made.getAttestedCredentialData();
        return made == null || attested == null || credential == null
                ? null
                : new Passkey(
                        ids.next(),
                        user.tenantId(),
                        user.id(),
                        attested.getCredentialId(),
                        credential,
                        handles.of(user),
                        name,
                        made.getSignCount(),
                        made.isFlagBE(),
                        made.isFlagBS(),
                        transports(data.getTransports()),
                        now(),
                        null);
    }

    private static Set<String> transports(@Nullable Set<AuthenticatorTransport> told) {
        return told == null
                ? Set.of()
                : told.stream().map(AuthenticatorTransport::getValue).collect(Collectors.toUnmodifiableSet());
    }

    private FactorResult<Passkey> saved(User user, PasskeyChallenge begun, Passkey made) {
        try {
            return transactions.inTransaction(unit -> save(unit, user, begun, made));
        } catch (Passkeys.CredentialKnown known) {
            return new Refused<>(PasskeyRefusal.PASSKEY_KNOWN, CREDENTIAL);
        }
    }

    private FactorResult<Passkey> save(UnitOfWork unit, User user, PasskeyChallenge begun, Passkey made) {
        // Begun while no factor was on, it is not finished over one that came to be meanwhile.
        if (!begun.isProven() && factor.isAnyOn(unit, user)) {
            return new Refused<>(PasskeyRefusal.PASSKEY_REQUEST_EXPIRED, CREDENTIAL);
        }
        if (!factor.added(unit, user, Passkey.MOST)) {
            return new Refused<>(PasskeyRefusal.TOO_MANY_PASSKEYS, null);
        }
        passkeys.insert(unit, made);
        return new Done<>(made);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
