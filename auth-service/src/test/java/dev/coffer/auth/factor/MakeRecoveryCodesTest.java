package dev.coffer.auth.factor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.user.User;
import dev.coffer.auth.user.UserStatus;
import dev.coffer.core.seal.MasterKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MakeRecoveryCodesTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private final MakeRecoveryCodes codes = new MakeRecoveryCodes(MasterKey.generate(RANDOM), RANDOM);

    @Test
    void ten_codes_of_eighty_bits_in_groups_that_nobody_misreads() {
        RecoveryCodes made = codes.make();

        assertThat(made.codes())
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allSatisfy(code -> assertThat(code).matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}"));
        assertThat(made.toString()).doesNotContain(made.codes().getFirst());
    }

    @Test
    void however_it_is_typed_it_is_the_same_code() {
        User ada = user("main", "ada");
        byte[] digest = codes.digest(ada, "01AB-CDEF-GHJK-MNPQ");

        assertThat(codes.digest(ada, "01abcdefghjkmnpq")).isEqualTo(digest);
        assertThat(codes.digest(ada, " oi ab cdef ghjk mnpq ")).isEqualTo(digest);
        assertThat(codes.digest(ada, "OLAB-CDEF-GHJK-MNPQ".toLowerCase(Locale.ROOT)))
                .isEqualTo(digest);
        assertThat(codes.digest(ada, "01AB-CDEF-GHJK-MNPR")).isNotEqualTo(digest);
    }

    @Test
    void a_digest_is_worth_something_for_one_user_of_one_installation_only() {
        String code = codes.make().codes().getFirst();
        byte[] digest = codes.digest(user("main", "ada"), code);

        assertThat(codes.digest(user("main", "ben"), code)).isNotEqualTo(digest);
        assertThat(codes.digest(user("acme", "ada"), code)).isNotEqualTo(digest);
        assertThat(new MakeRecoveryCodes(MasterKey.generate(RANDOM), RANDOM).digest(user("main", "ada"), code))
                .isNotEqualTo(digest);
    }

    private static User user(String tenant, String id) {
        return new User(
                id,
                tenant,
                id + "@example.com",
                null,
                id,
                "en",
                UserStatus.ACTIVE,
                Set.of(),
                Instant.EPOCH,
                1,
                null,
                null);
    }
}
