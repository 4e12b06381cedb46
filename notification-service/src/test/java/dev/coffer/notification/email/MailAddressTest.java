package dev.coffer.notification.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "ada@example.com, ada@example.com",
        "ada.b+tag@mail.example.com, ada.b+tag@mail.example.com",
        "o'hara@example.com, o'hara@example.com",
        "ada@localhost, ada@localhost"
    })
    void a_plain_address_stays_as_it_is(String address, String written) {
        assertThat(MailAddress.of(address)).isEqualTo(new MailAddress(written));
    }

    /** The first has a Cyrillic letter in its domain, the second an umlaut: each goes to its own domain, and shows that it does. */
    @ParameterizedTest
    @CsvSource({"ada@ex\u0430mple.com, ada@xn--exmple-4nf.com", "ada@b\u00fccher.example, ada@xn--bcher-kva.example"})
    void a_domain_that_only_looks_like_another_is_written_so_that_it_does_not(String address, String written) {
        assertThat(MailAddress.of(address)).isEqualTo(new MailAddress(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0430da@example.com",
                "ada@example.com\r\nBcc: eve@example.com",
                "ada\n@example.com",
                "ada@example.com\n",
                "ada,eve@example.com",
                "<ada>@example.com",
                "\"ada eve\"@example.com",
                "ada@example.com,eve@example.org",
                "ada@exa mple.com",
                "ada@",
                "@example.com",
                ".ada@example.com",
                "ada..b@example.com",
                "ada@-example.com",
                "nobody"
            })
    void what_could_be_another_address_or_a_header_is_none(String hostile) {
        assertThat(MailAddress.of(hostile)).isNull();
    }

    @Test
    void an_address_does_not_show() {
        assertThat(String.valueOf(MailAddress.of("ada@example.com"))).isEqualTo("MailAddress[***]");
    }
}
