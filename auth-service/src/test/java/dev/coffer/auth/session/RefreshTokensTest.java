package dev.coffer.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.testkit.TestSeeds;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class RefreshTokensTest {

    private static final int FORGERIES = 500;

    private final SecureRandom random = new SecureRandom();
    private final MasterKey masterKey = MasterKey.generate(random);
    private final RefreshTokens tokens = new RefreshTokens(masterKey, "refresh-token", random);

    @Test
    void a_token_is_read_as_it_was_written() {
        RefreshToken token = tokens.successorOf(tokens.first("acme", "session-1"));

        RefreshToken read = Objects.requireNonNull(tokens.read(tokens.write(token)));

        assertThat(read.tenantId()).isEqualTo("acme");
        assertThat(read.sessionId()).isEqualTo("session-1");
        assertThat(read.generation()).isEqualTo(2);
        assertThat(read.secret()).isEqualTo(token.secret());
    }

    @Test
    void replicas_with_the_same_master_key_agree_on_successors() {
        RefreshToken token = tokens.first("main", "session-1");

        RefreshTokens other = new RefreshTokens(masterKey, "refresh-token", new SecureRandom());

        assertThat(other.write(other.successorOf(token))).isEqualTo(tokens.write(tokens.successorOf(token)));
    }

    @Test
    void without_the_master_key_nobody_follows_the_chain_or_is_understood() {
        RefreshToken token = tokens.first("main", "session-1");

        RefreshTokens stranger = new RefreshTokens(MasterKey.generate(random), "refresh-token", random);

        assertThat(stranger.successorOf(token).secret())
                .isNotEqualTo(tokens.successorOf(token).secret());
        assertThat(tokens.read(stranger.write(token))).isNull();
    }

    @Test
    void a_token_with_any_bit_changed_is_nobodys() {
        RandomGenerator forger = TestSeeds.random(RefreshTokensTest.class);
        byte[] genuine = Base64.getUrlDecoder().decode(tokens.write(tokens.first("main", "session-1")));
        for (int i = 0; i < FORGERIES; i++) {
            byte[] forged = genuine.clone();
            forged[forger.nextInt(forged.length)] ^= (byte) (1 << forger.nextInt(Byte.SIZE));

            assertThat(tokens.read(Base64.getUrlEncoder().withoutPadding().encodeToString(forged)))
                    .isNull();
        }
    }

    @Test
    void junk_is_nobodys_token() {
        assertThat(tokens.read("")).isNull();
        assertThat(tokens.read("not base64!")).isNull();
        assertThat(tokens.read("AAAA")).isNull();
        assertThat(tokens.read("A".repeat(10_000))).isNull();
    }

    @Test
    void a_token_does_not_show_its_secret_in_a_log() {
        assertThat(tokens.first("main", "session-1").toString())
                .isEqualTo("RefreshToken[sessionId=session-1, generation=1]");
    }
}
