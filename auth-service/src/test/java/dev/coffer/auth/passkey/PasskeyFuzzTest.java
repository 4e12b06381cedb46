package dev.coffer.auth.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.RegistrationData;
import dev.coffer.core.testkit.TestSeeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers of authenticators with something changed: refused or read as they are, and never an exception. */
class PasskeyFuzzTest {

    private static final int ROUNDS = 300;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final PasskeySettings SETTINGS = new PasskeySettings("localhost", PasskeyDevice.ORIGIN, "Coffer");
    private static final byte[] CHALLENGE = new byte[PasskeyChallenge.BYTES];
    private static final String ENCODED =
            Base64.getUrlEncoder().withoutPadding().encodeToString(CHALLENGE);
    private static final String CREATION =
            "{\"rp\":{\"id\":\"localhost\"},\"user\":{\"id\":\"aGFuZGxl\"},\"challenge\":\"" + ENCODED + "\"}";
    private static final String REQUEST = "{\"rpId\":\"localhost\",\"challenge\":\"" + ENCODED + "\"}";

    private final ObjectConverter converter = new ObjectConverter();
    private final ReadPasskey read = new ReadPasskey(converter);
    private final CheckPasskey check = new CheckPasskey(read, converter);

    private Passkey registered(PasskeyDevice device) {
        RegistrationData data = Objects.requireNonNull(read.registration(device.create(CREATION)));
        assertThat(check.isRight(data, CHALLENGE, SETTINGS)).isTrue();
        return new Passkey(
                "id",
                "main",
                "user",
                device.credentialId,
                Objects.requireNonNull(check.credential(data)),
                new byte[0],
                "Blue phone",
                0,
                true,
                true,
                Set.of(),
                Instant.EPOCH,
                null);
    }

    private boolean isRight(Passkey passkey, @Nullable AuthenticationData data) {
        return data != null
                && Arrays.equals(passkey.credentialId(), data.getCredentialId())
                && check.check(passkey, data, CHALLENGE, SETTINGS, null) instanceof CheckPasskey.Verdict.Right;
    }

    @Test
    void an_assertion_with_anything_changed_is_never_right() {
        RandomGenerator random = TestSeeds.random(PasskeyFuzzTest.class);
        for (PasskeyDevice.Algorithm algorithm : PasskeyDevice.Algorithm.values()) {
            PasskeyDevice device = new PasskeyDevice(algorithm);
            Passkey passkey = registered(device);
            String right = device.get(REQUEST);
            assertThat(isRight(passkey, read.assertion(right))).isTrue();
            for (int i = 0; i < ROUNDS; i++) {
                String changed = changed(right, random, List.of("clientDataJSON", "authenticatorData", "signature"));
                assertThat(isRight(passkey, read.assertion(changed)))
                        .as(changed)
                        .isFalse();
            }
        }
    }

    @Test
    void a_registration_with_anything_changed_is_no_bug() {
        RandomGenerator random = TestSeeds.random(PasskeyFuzzTest.class);
        String right = new PasskeyDevice().create(CREATION);
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            RegistrationData data =
                    read.registration(changed(right, random, List.of("clientDataJSON", "attestationObject")));
            boolean isRight =
                    data != null && check.isRight(data, CHALLENGE, SETTINGS) && check.credential(data) != null;
            refused += isRight ? 0 : 1;
        }
        // What is changed in the new key itself cannot be noticed: nothing is signed yet.
        assertThat(refused).isGreaterThan(ROUNDS / 2);
    }

    @Test
    void what_is_no_answer_at_all_is_read_as_none() {
        for (String text : List.of(
                "",
                "{}",
                "[]",
                "null",
                "{\"response\":{}}",
                "{\"response\":5,\"rawId\":5}",
                "{\"rawId\":\"\",\"response\":{\"clientDataJSON\":\"e30\",\"authenticatorData\":\"AA\",\"signature\":\"AA\"}}",
                "{\"rawId\":\"AA\",\"response\":{\"clientDataJSON\":\"e30\",\"authenticatorData\":\"AA\",\"signature\":\"AA\"}}",
                "{\"response\":{\"clientDataJSON\":\"e30\",\"attestationObject\":\"oA\"}}",
                "x".repeat(ReadPasskey.MAX_CHARS + 1))) {
            assertThat(read.assertion(text)).as(text).isNull();
            RegistrationData registration = read.registration(text);
            assertThat(registration == null || !check.isRight(registration, CHALLENGE, SETTINGS))
                    .as(text)
                    .isTrue();
        }
    }

    /** With one byte of one field another one, a piece cut off, or one put in. */
    private static String changed(String json, RandomGenerator random, List<String> fields) {
        ObjectNode credential = (ObjectNode) JSON.readTree(json);
        ObjectNode response = (ObjectNode) credential.path("response");
        String field = fields.get(random.nextInt(fields.size()));
        JsonNode value = response.path(field);
        byte[] before = Base64.getUrlDecoder().decode(value.asString());
        int at = random.nextInt(before.length);
        List<Byte> bytes = new ArrayList<>();
        for (byte one : before) {
            bytes.add(one);
        }
        switch (random.nextInt(3)) {
            case 0 -> bytes.set(at, (byte) (before[at] ^ 1 << random.nextInt(8)));
            case 1 -> bytes.subList(at, bytes.size()).clear();
            default -> bytes.add(at, (byte) random.nextInt(256));
        }
        byte[] after = new byte[bytes.size()];
        for (int i = 0; i < after.length; i++) {
            after[i] = bytes.get(i);
        }
        response.put(field, Base64.getUrlEncoder().withoutPadding().encodeToString(after));
        return JSON.writeValueAsString(credential);
    }
}
