package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import dev.coffer.core.identity.ClientAddress;
import dev.coffer.core.identity.EdgeProofs;
import dev.coffer.core.identity.NetworkRange;
import dev.coffer.gateway.transport.ClientOptions.ProxyHeader;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What subgraphs are told of the client, over real connections. */
final class ClientAddressIT {

    private static final EdgeProofs PROOFS =
            Objects.requireNonNull(EdgeProofs.of("a secret of at least 32 characters", Clock.systemUTC()));

    private final Shop shop = new Shop();

    @AfterEach
    void stop() {
        shop.close();
    }

    private Headers told(ClientOptions options, String... headers) throws IOException, InterruptedException {
        GatewayOptions gatewayOptions = GatewayOptions.of(new SchemaSource.Subgraphs(shop.config(), false))
                .withAddress("127.0.0.1", 0)
                .withTimes(Duration.ofSeconds(20), Duration.ofSeconds(5))
                .withClients(options);
        try (GatewayServer gateway = GatewayServer.start(gatewayOptions);
                HttpProbe client = new HttpProbe(gateway.url())) {
            HttpRequest.Builder request = client.post("{\"query\":\"{ me { limit } }\"}");
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            client.send(request);
            Headers first = shop.accounts.calls().getFirst().headers();
            assertThat(shop.payments.calls().getFirst().headers().get(EdgeProofs.ADDRESS_HEADER))
                    .as("both subgraphs are told the same")
                    .isEqualTo(first.get(EdgeProofs.ADDRESS_HEADER));
            return first;
        }
    }

    @Test
    void the_address_of_the_connection_travels_with_a_proof_and_what_the_client_claims_does_not()
            throws IOException, InterruptedException {
        Headers told = told(
                new ClientOptions(List.of(), ProxyHeader.X_FORWARDED_FOR, PROOFS),
                EdgeProofs.ADDRESS_HEADER,
                "6.6.6.6",
                EdgeProofs.PROOF_HEADER,
                "1.forged",
                EdgeProofs.AGENT_HEADER,
                "forged",
                "X-Forwarded-For",
                "6.6.6.6",
                "Forwarded",
                "for=6.6.6.6",
                "User-Agent",
                "Probe/1");

        assertThat(told.get(EdgeProofs.ADDRESS_HEADER)).containsExactly("127.0.0.1");
        assertThat(told.get(EdgeProofs.AGENT_HEADER)).containsExactly("Probe/1");
        assertThat(told.get(EdgeProofs.PROOF_HEADER)).hasSize(1);
        assertThat(PROOFS.isGenuine(
                        told.getFirst(EdgeProofs.PROOF_HEADER),
                        Objects.requireNonNull(ClientAddress.find("127.0.0.1"))))
                .isTrue();
        assertThat(told).doesNotContainKeys("X-forwarded-for", "Forwarded");
    }

    @Test
    void a_trusted_proxy_is_believed_about_the_hop_before_it() throws IOException, InterruptedException {
        Headers told = told(
                new ClientOptions(List.of(NetworkRange.parse("127.0.0.0/8")), ProxyHeader.X_FORWARDED_FOR, PROOFS),
                "X-Forwarded-For",
                "6.6.6.6, 203.0.113.7");

        assertThat(told.getFirst(EdgeProofs.ADDRESS_HEADER)).isEqualTo("203.0.113.7");
    }

    @Test
    void without_a_secret_there_is_no_proof() throws IOException, InterruptedException {
        Headers told = told(ClientOptions.DIRECT);

        assertThat(told.getFirst(EdgeProofs.ADDRESS_HEADER)).isEqualTo("127.0.0.1");
        assertThat(told).doesNotContainKey("X-coffer-client-proof");
    }
}
