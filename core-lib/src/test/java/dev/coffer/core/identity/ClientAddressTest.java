package dev.coffer.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientAddressTest {

    private static ClientAddress address(String text) {
        return Objects.requireNonNull(ClientAddress.find(text), text);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7, 203.0.113.7",
        "2001:db8::7, 2001:db8:0:0:0:0:0:7, 2001:db8:0:0::/64",
        "2001:db8:1:2:ffff:ffff:ffff:ffff, 2001:db8:1:2:ffff:ffff:ffff:ffff, 2001:db8:1:2::/64",
        "::ffff:203.0.113.7, 203.0.113.7, 203.0.113.7",
        "::1, 0:0:0:0:0:0:0:1, 0:0:0:0::/64"
    })
    void an_address_has_one_text_and_one_network(String given, String text, String network) {
        assertThat(address(given).text()).isEqualTo(text);
        assertThat(address(given).network()).isEqualTo(network);
        assertThat(address(text)).isEqualTo(address(given)).hasSameHashCodeAs(address(given));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "127.1",
                "0177.0.0.1",
                "1.2.3.4.5",
                "1.2.3.",
                "256.1.1.1",
                "01.2.3.4",
                "localhost",
                "a.example",
                "fe80::1%eth0",
                "[::1]",
                "1.2.3.4:80",
                ":",
                ":::",
                "1:2:3:4:5:6:7:8:9",
                "unknown",
                "::ffff:999.1.1.1",
                " 1.2.3.4"
            })
    void what_is_no_address_is_none(String text) {
        assertThat(ClientAddress.find(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/8, ::ffff:10.1.1.1, true",
        "0.0.0.0/0, 203.0.113.7, true",
        "0.0.0.0/0, ::2, false",
        "203.0.113.7, 203.0.113.7, true",
        "203.0.113.7, 203.0.113.6, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.255, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false"
    })
    void a_range_contains_what_begins_like_it(String range, String address, boolean isContained) {
        assertThat(NetworkRange.parse(range).contains(address(address))).isEqualTo(isContained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/33", "10.0.0.1/8", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/08", "/8", "any", "::1/129"})
    void what_is_no_range_is_told(String text) {
        assertThatThrownBy(() -> NetworkRange.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    @Test
    void nothing_of_a_client_is_printed() {
        Client client = new Client(address("203.0.113.7"), "Firefox");

        assertThat(client + " " + client.address()).doesNotContain("203").doesNotContain("Firefox");
    }

    @Test
    void of_what_a_client_calls_itself_only_what_can_be_printed_is_kept_and_no_more_than_a_line() {
        assertThat(Client.agent("Fire\u0000fox\r\n\u00e9/1")).isEqualTo("Firefox/1");
        assertThat(Client.agent("x".repeat(10_000))).hasSize(Client.MOST_AGENT_CHARS);
        assertThat(Client.agent("\u0007 ")).isNull();
        assertThat(Client.agent(null)).isNull();
    }
}
