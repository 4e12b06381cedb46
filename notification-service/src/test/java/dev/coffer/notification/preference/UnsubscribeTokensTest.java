package dev.coffer.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.testkit.MutableClock;
import dev.coffer.core.testkit.TestService;
import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.preference.UnsubscribeTokens.Subscription;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;

final class UnsubscribeTokensTest {

    private static final Subscription BONUS = new Subscription("main", "ann", NotificationCategory.BONUS);

    private final MutableClock clock = MutableClock.atStandardTime();
    private final UnsubscribeTokens tokens = new UnsubscribeTokens(MasterKey.ofBase64(TestService.MASTER_KEY), clock);

    @Test
    void a_token_says_whose_mails_of_what_and_counts_for_half_a_year() {
        String token = tokens.issue(BONUS);

        assertThat(token).matches("[A-Za-z0-9._-]+");
        assertThat(tokens.read(token)).isEqualTo(BONUS);
        clock.advance(UnsubscribeTokens.LIFETIME.minus(Duration.ofSeconds(1)));
        assertThat(tokens.read(token)).isEqualTo(BONUS);
        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.read(token)).isNull();
    }

    @Test
    void a_token_that_was_changed_anywhere_is_none() {
        String token = tokens.issue(BONUS);
        for (int i = 0; i < token.length(); i++) {
            // Another of the 64 characters with other leading bits, so that the bytes differ whatever is ignored at the
            // end.
            char other = token.charAt(i) == 'x' ? 'B' : 'x';
            String forged = token.substring(0, i) + other + token.substring(i + 1);
            boolean isSame = forged.equals(token) || decoded(forged).equals(decoded(token));
            assertThat(isSame || tokens.read(forged) == null)
                    .as("changed at %d", i)
                    .isTrue();
        }
    }

    private static String decoded(String token) {
        try {
            String[] parts = token.split("\\.", -1);
            return parts.length != 2
                    ? ""
                    : Base64.getEncoder().encodeToString(Base64.getUrlDecoder().decode(parts[0]))
                            + '.'
                            + Base64.getEncoder()
                                    .encodeToString(Base64.getUrlDecoder().decode(parts[1]));
        } catch (IllegalArgumentException none) {
            return "";
        }
    }

    @Test
    void what_another_key_signed_and_what_is_no_token_at_all_is_none() {
        String elsewhere = new UnsubscribeTokens(MasterKey.generate(new SecureRandom()), clock).issue(BONUS);
        String content = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("main\nann\nBONUS\n99999999999".getBytes(StandardCharsets.UTF_8));

        assertThat(tokens.read(elsewhere)).isNull();
        assertThat(tokens.read(content + ".")).isNull();
        assertThat(tokens.read("")).isNull();
        assertThat(tokens.read(".")).isNull();
        assertThat(tokens.read("a.b.c")).isNull();
        assertThat(tokens.read("é.é")).isNull();
        assertThat(tokens.read("a".repeat(2_000) + ".b")).isNull();
    }
}
