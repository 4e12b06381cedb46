package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.identity.ClientAddress;
import dev.coffer.core.identity.NetworkRange;
import dev.coffer.gateway.transport.ClientOptions.ProxyHeader;
import io.vertx.core.MultiMap;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientOriginTest {

    private static final List<NetworkRange> PROXIES =
            List.of(NetworkRange.parse("10.0.0.0/8"), NetworkRange.parse("2001:db8:ff::/48"));

    private static @Nullable String found(ProxyHeader header, String peer, String... lines) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (String line : lines) {
            headers.add(header == ProxyHeader.FORWARDED ? "Forwarded" : "X-Forwarded-For", line);
        }
        ClientAddress address = new ClientOrigin(new ClientOptions(PROXIES, header, null))
                .find(headers, SocketAddress.inetSocketAddress(4_711, peer))
                .client()
                .address();
        return address == null ? null : address.text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Nobody but a proxy is believed.
                "203.0.113.7 | 198.51.100.1 | 203.0.113.7",
                // The hop that the proxy wrote, not the one that the client made up before it.
                "10.0.0.1 | 203.0.113.7 | 203.0.113.7",
                "10.0.0.1 | 6.6.6.6, 203.0.113.7 | 203.0.113.7",
                "10.0.0.1 | 6.6.6.6, 203.0.113.7, 10.9.9.9 | 203.0.113.7",
                "10.0.0.1 | 10.0.0.2,10.0.0.3 | 10.0.0.2",
                // A client who claims to be a proxy is no better off: its own address stands after it.
                "10.0.0.1 | 10.0.0.2, 203.0.113.7 | 203.0.113.7",
                "10.0.0.1 | 6.6.6.6, garbage, 10.0.0.2 | 10.0.0.2",
                "10.0.0.1 | unknown | 10.0.0.1",
                "10.0.0.1 | 203.0.113.7:4711 | 203.0.113.7",
                "2001:db8:ff::1 | [2001:db8::7]:80 | 2001:db8:0:0:0:0:0:7",
                "10.0.0.1 | ::ffff:203.0.113.7 | 203.0.113.7",
            })
    void the_first_hop_from_the_end_that_is_no_proxy_is_the_client(String peer, String header, String client) {
        assertThat(found(ProxyHeader.X_FORWARDED_FOR, peer, header)).isEqualTo(client);
    }

    @Test
    void several_lines_are_one_list() {
        assertThat(found(ProxyHeader.X_FORWARDED_FOR, "10.0.0.1", "6.6.6.6", "203.0.113.7, 10.0.0.2"))
                .isEqualTo("203.0.113.7");
        assertThat(found(ProxyHeader.X_FORWARDED_FOR, "10.0.0.1")).isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "for=203.0.113.7 | 203.0.113.7",
                "for=6.6.6.6, For=203.0.113.7;proto=https;by=10.0.0.2 | 203.0.113.7",
                "by=10.0.0.2;host=a.example;for=\"[2001:db8::7]:4711\" | 2001:db8:0:0:0:0:0:7",
                "for=203.0.113.7, for=10.0.0.9 | 203.0.113.7",
                "host=\"x;for=6.6.6.6\";for=203.0.113.7 | 203.0.113.7",
                "for=203.0.113.7;host=\"x,for=6.6.6.6\" | 203.0.113.7",
                "for=203.0.113.7;host=\"x\\\",for=6.6.6.6\" | 203.0.113.7"
            })
    void the_standard_header_is_read_by_its_rules(String header, String client) {
        assertThat(found(ProxyHeader.FORWARDED, "10.0.0.1", header)).isEqualTo(client);
    }

    /** A client may have had a proxy add to whatever it sent: nothing of that line is worth anything. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=\"6.6.6.6, for=203.0.113.7;host=\"a\"",
                "for=6.6.6.6;for=203.0.113.7",
                "for=6.6.6.6;;",
                "for=6.6.6.6,",
                "nonsense",
                "for=6.6.6.6 for=203.0.113.7",
                "for=_hidden",
                "for=unknown"
            })
    void a_line_that_breaks_the_rules_says_nothing(String header) {
        assertThat(found(ProxyHeader.FORWARDED, "10.0.0.1", header)).isEqualTo("10.0.0.1");
    }

    @Test
    void the_header_that_the_proxies_do_not_write_is_not_read() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Forwarded", "for=6.6.6.6");

        ClientAddress address = new ClientOrigin(new ClientOptions(PROXIES, ProxyHeader.X_FORWARDED_FOR, null))
                .find(headers, SocketAddress.inetSocketAddress(1, "10.0.0.1"))
                .client()
                .address();

        assertThat(address).isEqualTo(ClientAddress.find("10.0.0.1"));
    }
}
