package dev.coffer.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PasswordRulesTest {

    private final PasswordRules rules = new PasswordRules(CommonPasswords.load());

    @Test
    void eight_characters_are_enough_and_128_are_not_too_many() {
        assertThat(check("x7!kQ9z")).isEqualTo(PasswordRefusal.PASSWORD_TOO_SHORT);
        assertThat(check("x7!kQ9zB")).isNull();
        assertThat(check("ab".repeat(64))).isNull();
        assertThat(check("ab".repeat(64) + "c")).isEqualTo(PasswordRefusal.PASSWORD_TOO_LONG);
    }

    @Test
    void length_is_counted_in_characters_as_people_see_them() {
        assertThat(check("🦊🐻🐼🐨🐯🦁🐮🐷")).isNull();
        assertThat(check("🦊🐻🐼🐨🐯🦁🐮")).isEqualTo(PasswordRefusal.PASSWORD_TOO_SHORT);
    }

    @Test
    void common_passwords_are_refused_in_any_case() {
        for (String common : List.of("password", "12345678", "iloveyou", "Trustno1", "QWERTYUIOP", "passw0rd")) {
            assertThat(check(common)).as(common).isEqualTo(PasswordRefusal.PASSWORD_TOO_COMMON);
        }
    }

    @Test
    void the_list_of_common_passwords_is_complete() {
        assertThat(CommonPasswords.load().size()).isEqualTo(11_611);
    }

    @Test
    void one_character_repeated_is_no_password() {
        assertThat(check("zzzzzzzzzzzz")).isEqualTo(PasswordRefusal.PASSWORD_TOO_COMMON);
    }

    @Test
    void the_accounts_own_details_are_no_password() {
        assertThat(rules.check(Password.of("Ada@Example.com"), List.of("ada@example.com")))
                .isEqualTo(PasswordRefusal.PASSWORD_TOO_COMMON);
    }

    @Test
    void no_kind_of_character_is_demanded() {
        assertThat(check("onlylowercaseletters")).isNull();
        assertThat(check("пароль на кириллице")).isNull();
    }

    @Test
    void a_password_never_shows_itself() {
        assertThat(Password.of("x7!kQ9zB")).hasToString("Password[***]");
    }

    private @Nullable PasswordRefusal check(String candidate) {
        return rules.check(Password.of(candidate), List.of());
    }
}
