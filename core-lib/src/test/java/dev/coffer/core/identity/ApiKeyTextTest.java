package dev.coffer.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeyTextTest {

    private final SecureRandom random = new SecureRandom();

    @Test
    void a_new_key_is_read_as_what_it_is() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            ApiKeyText key = ApiKeyText.generate(random);
            assertThat(key.value()).matches("coffer_[0-9A-Za-z]{10}_[0-9A-Za-z]{49}");
            assertThat(ApiKeyText.isMeant(key.value())).isTrue();
            assertThat(ApiKeyText.parse(key.value())).isEqualTo(key);
            assertThat(key.value()).startsWith("coffer_" + key.prefix() + "_");
            assertThat(seen.add(key.digest())).isTrue();
        }
    }

    /** Six characters that check: of other texts of this form one in 4,294,967,296 passes. */
    @Test
    void one_wrong_character_anywhere_makes_it_no_key() {
        String value = ApiKeyText.generate(random).value();
        for (int at = 0; at < value.length(); at++) {
            char other = value.charAt(at) == 'x' ? 'y' : 'x';
            String wrong = value.substring(0, at) + other + value.substring(at + 1);
            assertThat(ApiKeyText.parse(wrong)).as(wrong).isNull();
        }
    }

    @Test
    void what_is_cut_or_goes_on_is_no_key() {
        String value = ApiKeyText.generate(random).value();
        assertThat(ApiKeyText.parse(value.substring(1))).isNull();
        assertThat(ApiKeyText.parse(value.substring(0, value.length() - 1))).isNull();
        assertThat(ApiKeyText.parse(value + "0")).isNull();
        assertThat(ApiKeyText.parse(value + "\n")).isNull();
        assertThat(ApiKeyText.parse("coffer_")).isNull();
        assertThat(ApiKeyText.parse("")).isNull();
    }

    @Test
    void it_does_not_print_itself() {
        ApiKeyText key = ApiKeyText.generate(random);
        assertThat(key.toString()).isEqualTo("coffer_" + key.prefix() + "_***");
    }

    @Test
    void a_service_that_is_sent_a_key_says_where_it_belongs() {
        IdentitySettings settings =
                new IdentitySettings("coffer", "coffer-api", URI.create("http://127.0.0.1/jwks.json"), Duration.ZERO);
        TokenVerifier verifier = new JwtVerifier(settings, keyId -> null, Clock.systemUTC());

        assertThat(verifier.verify(ApiKeyText.generate(random).value()))
                .isEqualTo(new Verification.Rejected(Verification.Reason.API_KEY));
    }
}
