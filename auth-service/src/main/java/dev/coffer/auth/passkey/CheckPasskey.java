package dev.coffer.auth.passkey;

import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says what an authenticator's answer is worth, by WebAuthn: the right challenge, origin and relying party, a user who was present and
 * verified, a known algorithm, a signature that fits, and a counter that went up.
 */
final class CheckPasskey {

    private static final boolean USER_VERIFIED = true;
    private static final boolean USER_PRESENT = true;

    private static final List<PublicKeyCredentialParameters> ALGORITHMS = ReadPasskey.ALGORITHMS.stream()
            .map(number -> new PublicKeyCredentialParameters(
                    PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(number)))
            .toList();

    private final ReadPasskey read;
    private final AttestedCredentialDataConverter credentials;

    CheckPasskey(ReadPasskey read, ObjectConverter converter) {
        this.read = read;
        this.credentials = new AttestedCredentialDataConverter(converter);
    }

    /** What an answer is worth. */
    sealed interface Verdict {

        record Right() implements Verdict {}

        record Wrong() implements Verdict {}

        /** All is right but the counter, as if there were a copy of the authenticator. */
        record Suspect(long stored, long presented) implements Verdict {}
    }

    boolean isRight(RegistrationData data, byte[] challenge, PasskeySettings settings) {
        try {
            read.manager()
                    .verify(
                            data,
                            new RegistrationParameters(
                                    server(challenge, settings), ALGORITHMS, USER_VERIFIED, USER_PRESENT));
            return true;
        } catch (RuntimeException wrong) {
            // As in ReadPasskey: whatever an attacker brings about in the library is a no.
            return false;
        }
    }

    /** The public key of a new credential, as {@link Passkey#credential} has it; null where the answer holds none. */
    byte @Nullable [] credential(RegistrationData data) {
        var attestation = data.getAttestationObject();
        var attested =
                attestation == null ? null : attestation.getAuthenticatorData().getAttestedCredentialData();
        return attested == null ? null : credentials.convert(attested);
    }

    /** @param allowed the credentials that were asked for; null for any */
    Verdict check(
            Passkey passkey,
            AuthenticationData data,
            byte[] challenge,
            PasskeySettings settings,
            @Nullable List<byte[]> allowed) {
        try {
            read.manager()
                    .verify(
                            data,
                            new AuthenticationParameters(
                                    server(challenge, settings),
                                    stored(passkey),
                                    allowed,
                                    USER_VERIFIED,
                                    USER_PRESENT));
            return new Verdict.Right();
        } catch (MaliciousCounterValueException copied) {
            return new Verdict.Suspect(passkey.counter(), copied.getPresentedCounter());
        } catch (RuntimeException wrong) {
            return new Verdict.Wrong();
        }
    }

    private CredentialRecordImpl stored(Passkey passkey) {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                passkey.isBackupEligible(),
                passkey.isBackedUp(),
                passkey.counter(),
                credentials.convert(passkey.credential()),
                null,
                null,
                null,
                passkey.transports().stream()
                        .map(AuthenticatorTransport::create)
                        .collect(Collectors.toSet()));
    }

    private static ServerProperty server(byte[] challenge, PasskeySettings settings) {
        return ServerProperty.builder()
                .origins(settings.originSet().stream().map(Origin::create).collect(Collectors.toSet()))
                .rpId(settings.rpId())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }
}
