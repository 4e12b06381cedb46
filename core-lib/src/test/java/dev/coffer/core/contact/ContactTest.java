package dev.coffer.core.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactTest {

    @ParameterizedTest
    @CsvSource({
        "ada@example.com, ada@example.com",
        "' Ada@EXAMPLE.com ', ada@example.com",
        "ａda@example.com, ada@example.com",
        "ada+tag@mail.example.com, ada+tag@mail.example.com",
        "jürgen@müller.de, jürgen@müller.de"
    })
    void an_address_has_one_form_however_it_is_typed(String typed, String canonical) {
        assertThat(EmailAddress.parse(typed).value()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ada", "@example.com", "ada@", "a b@example.com", "ada@exa..mple", "ada@-x.com", "a@b@c"})
    void what_is_no_address_is_refused(String typed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailAddress.parse(typed))
                .withMessageContaining("such as ada@example.com");
    }

    @Test
    void an_address_that_is_too_long_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailAddress.parse("a".repeat(60) + "@" + "b".repeat(200) + ".com"));
    }

    @ParameterizedTest
    @CsvSource({
        "+4915112345678, +4915112345678",
        "+49 (151) 123-45.678, +4915112345678",
        "+1 415 555 2671, +14155552671"
    })
    void a_number_has_one_form_however_it_is_typed(String typed, String canonical) {
        assertThat(PhoneNumber.parse(typed).value()).isEqualTo(canonical);
    }

    /** The last three look right, but no country has such numbers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12",
                "015112345678",
                "+0151123456",
                "+491511234567890123",
                "+49151x",
                "+1415555267",
                "+141555526711",
                "+99912345678"
            })
    void what_is_no_number_is_refused(String typed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhoneNumber.parse(typed))
                .withMessageContaining("such as +4915112345678");
    }

    @Test
    void a_stored_number_stays_one_whatever_becomes_of_the_list_of_countries() {
        assertThat(new PhoneNumber("+99912345678").value()).isEqualTo("+99912345678");
    }

    @Test
    void its_owner_knows_it_again_by_what_is_shown_and_nobody_else() {
        assertThat(EmailAddress.parse("ada@example.com").masked()).isEqualTo("a***@e***.com");
        assertThat(EmailAddress.parse("a@localhost").masked()).isEqualTo("a***@l***");
        assertThat(EmailAddress.parse("ada@mail.example.co").masked()).isEqualTo("a***@m***.co");
        assertThat(PhoneNumber.parse("+4915112345678").masked()).isEqualTo("+49 *** 78");
        assertThat(PhoneNumber.parse("+14155552671").masked()).isEqualTo("+1 *** 71");
        assertThat(new PhoneNumber("+99912345678").masked()).isEqualTo("+ *** 78");
    }

    @Test
    void neither_shows_up_in_logs() {
        assertThat(EmailAddress.parse("ada@example.com") + " " + PhoneNumber.parse("+4915112345678"))
                .isEqualTo("EmailAddress[***] PhoneNumber[***]");
    }
}
