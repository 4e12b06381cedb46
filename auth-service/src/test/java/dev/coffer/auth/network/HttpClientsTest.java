package dev.coffer.auth.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.identity.Client;
import dev.coffer.core.identity.ClientAddress;
import dev.coffer.core.identity.NetworkRange;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class HttpClientsTest {

    private final HttpClients behindProxies =
            new HttpClients(List.of(NetworkRange.parse("10.0.0.0/8"), NetworkRange.parse("2001:db8:1::/48")));

    private static String found(HttpClients clients, String connection, String... forwarded) {
        Client client = clients.of(request(connection, List.of(forwarded)));
        assertThat(client.agent()).isEqualTo("Browser 1");
        ClientAddress address = client.address();
        return Objects.requireNonNull(address, "an address").text();
    }

    private static HttpServletRequest request(String connection, List<String> forwarded) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                HttpClientsTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemoteAddr" -> connection;
                    case "getHeader" -> "Browser 1";
                    case "getHeaders" -> Collections.enumeration(forwarded);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void without_trusted_proxies_the_connection_alone_counts() {
        assertThat(found(new HttpClients(List.of()), "10.0.0.7", "203.0.113.9")).isEqualTo("10.0.0.7");
        assertThat(found(behindProxies, "198.51.100.7", "203.0.113.9")).isEqualTo("198.51.100.7");
    }

    @Test
    void a_trusted_proxy_is_believed_and_whatever_stands_before_its_word_is_not() {
        assertThat(found(behindProxies, "10.0.0.7", "203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(found(behindProxies, "10.0.0.7", "1.1.1.1, 203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(found(behindProxies, "10.0.0.7", "1.1.1.1", "203.0.113.9 , 10.0.0.8"))
                .isEqualTo("203.0.113.9");
        assertThat(found(behindProxies, "2001:db8:1:0:0:0:0:1%eth0", "203.0.113.9"))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void what_is_no_address_ends_the_search_at_the_proxy_that_wrote_it() {
        assertThat(found(behindProxies, "10.0.0.7")).isEqualTo("10.0.0.7");
        assertThat(found(behindProxies, "10.0.0.7", "1.1.1.1, unknown, 10.0.0.8"))
                .isEqualTo("10.0.0.8");
        assertThat(found(behindProxies, "10.0.0.7", "")).isEqualTo("10.0.0.7");
    }
}
