package dev.coffer.auth.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class NewUserTest {

    @Test
    void contacts_are_kept_in_one_form() {
        NewUser user = parse(" Ada@Example.COM", "+49 (151) 123-45.678", "Ada", null);

        assertThat(Contact.valueOf(user.email())).isEqualTo("ada@example.com");
        assertThat(Contact.valueOf(user.phone())).isEqualTo("+4915112345678");
        assertThat(user.locale()).isEqualTo("en");
    }

    @Test
    void what_is_no_email_address_is_refused_by_name() {
        for (String wrong : List.of(
                "",
                "ada",
                "ada@",
                "@example.com",
                "a b@example.com",
                "ada@exa mple.com",
                "ada@example..com",
                "ada@-example.com",
                "ada\u0000@example.com",
                "a".repeat(250) + "@example.com")) {
            assertInvalid("input.email", () -> parse(wrong, null, "Ada", null));
        }
    }

    @Test
    void what_is_no_phone_number_is_refused_by_name() {
        for (String wrong :
                List.of("", "+", "0151123456", "+0151123456", "+49", "+491511234567890123", "+49abc12345")) {
            assertInvalid("input.phone", () -> parse(null, wrong, "Ada", null));
        }
    }

    @Test
    void one_way_to_be_reached_is_needed() {
        assertInvalid("input.email", () -> parse(null, null, "Ada", null));
    }

    @Test
    void a_display_name_is_short_and_printable() {
        assertInvalid("input.displayName", () -> parse("ada@example.com", null, "   ", null));
        assertInvalid("input.displayName", () -> parse("ada@example.com", null, "a".repeat(81), null));
        assertInvalid("input.displayName", () -> parse("ada@example.com", null, "Ada\nBcc: all", null));
    }

    @Test
    void a_locale_is_a_language_tag() {
        assertThat(parse("ada@example.com", null, "Ada", "de-at").locale()).isEqualTo("de-AT");
        assertInvalid("input.locale", () -> parse("ada@example.com", null, "Ada", "not a tag"));
    }

    @Test
    void personal_data_does_not_show_in_a_log() {
        assertThat(parse("ada@example.com", "+4915112345678", "Ada", null).toString())
                .doesNotContain("ada@", "4915", "battery");
    }

    private static NewUser parse(
            @Nullable String email, @Nullable String phone, String displayName, @Nullable String locale) {
        return NewUser.parse("main", email, phone, displayName, locale, "correct horse battery", null, Set.of("user"));
    }

    private static void assertInvalid(String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable parsing) {
        assertThatThrownBy(parsing).isInstanceOfSatisfying(CodedException.class, invalid -> {
            assertThat(invalid.code()).isEqualTo(CommonError.INVALID_INPUT);
            assertThat(invalid.field()).isEqualTo(field);
        });
    }
}
