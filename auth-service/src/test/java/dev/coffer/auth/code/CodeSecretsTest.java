package dev.coffer.auth.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.user.Contact;
import dev.coffer.core.seal.MasterKey;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class CodeSecretsTest {

    private static final int DRAWS = 100_000;
    private static final Contact ADA = Contact.parse("ada@example.com");

    private final SecureRandom random = new SecureRandom();
    private final CodeSecrets secrets = new CodeSecrets(MasterKey.generate(random), random);

    private StoredCode stored(String tenantId, String id, byte[] hash) {
        return new StoredCode(
                id,
                tenantId,
                CodePurpose.SIGN_IN,
                "ada",
                "ada",
                hash,
                secrets.seal(id, ADA),
                ADA.masked(),
                5,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    @Test
    void codes_have_six_digits_and_every_digit_is_as_likely_at_every_place() {
        int[][] counts = new int[CodeSecrets.DIGITS][10];
        for (int i = 0; i < DRAWS; i++) {
            String code = secrets.newCode();
            assertThat(code).matches("[0-9]{6}");
            for (int place = 0; place < code.length(); place++) {
                counts[place][code.charAt(place) - '0']++;
            }
        }
        // Ten thousand each; eight standard deviations of 95 are never reached by chance.
        for (int[] place : counts) {
            for (int count : place) {
                assertThat(count).isBetween(9_240, 10_760);
            }
        }
    }

    @Test
    void a_hash_counts_for_one_code_of_one_tenant_only() {
        byte[] hash = secrets.hash("main", "code-1", "123456");

        assertThat(secrets.isCode(stored("main", "code-1", hash), "123456")).isTrue();
        assertThat(secrets.isCode(stored("main", "code-1", hash), "123457")).isFalse();
        assertThat(secrets.isCode(stored("main", "code-2", hash), "123456")).isFalse();
        assertThat(secrets.isCode(stored("acme", "code-1", hash), "123456")).isFalse();
    }

    @Test
    void another_master_key_makes_another_hash() {
        CodeSecrets others = new CodeSecrets(MasterKey.generate(random), random);

        assertThat(others.hash("main", "code-1", "123456")).isNotEqualTo(secrets.hash("main", "code-1", "123456"));
        assertThat(others.digest("main", CodePurpose.SIGN_IN, "contact", "ada@example.com"))
                .isNotEqualTo(secrets.digest("main", CodePurpose.SIGN_IN, "contact", "ada@example.com"));
    }

    @Test
    void the_contact_of_a_code_can_be_opened_again_and_does_not_show() {
        StoredCode code = stored("main", "code-1", secrets.hashOfNone());

        assertThat(secrets.open(code)).isEqualTo(ADA);
        assertThat(code.toString()).isEqualTo("StoredCode[code-1, SIGN_IN]");
        assertThat(code.sentTo()).isEqualTo("a***@e***.com");
    }
}
