package dev.coffer.core.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.identity.Client;
import dev.coffer.core.identity.ClientAddress;
import dev.coffer.core.identity.EdgeProofs;
import dev.coffer.core.testkit.MutableClock;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

final class ReadClientTest {

    private static final ClientAddress TOLD = Objects.requireNonNull(ClientAddress.find("203.0.113.7"));
    private static final ClientAddress PEER = Objects.requireNonNull(ClientAddress.find("192.0.2.1"));
    private static final InetSocketAddress CONNECTION = new InetSocketAddress("192.0.2.1", 4_711);

    private final EdgeProofs proofs = Objects.requireNonNull(EdgeProofs.of(
            "a secret of at least 32 characters", MutableClock.at(Instant.parse("2026-11-22T10:00:00Z"))));
    private final ReadClient reading = new ReadClient(proofs);
    private final HttpHeaders headers = new HttpHeaders();

    @Test
    void the_gateway_is_believed() {
        headers.set(EdgeProofs.ADDRESS_HEADER, TOLD.text());
        headers.set(EdgeProofs.PROOF_HEADER, proofs.prove(TOLD));
        headers.set(EdgeProofs.AGENT_HEADER, "Firefox/1");
        headers.set(HttpHeaders.USER_AGENT, "the gateway's own");

        assertThat(reading.read(headers, CONNECTION)).isEqualTo(new Client(TOLD, "Firefox/1"));
    }

    @Test
    void a_direct_caller_who_claims_an_address_is_known_by_the_one_they_have() {
        headers.set(EdgeProofs.ADDRESS_HEADER, TOLD.text());
        headers.set("X-Forwarded-For", TOLD.text());

        assertThat(reading.read(headers, CONNECTION).address()).isEqualTo(PEER);
        headers.set(EdgeProofs.PROOF_HEADER, proofs.prove(PEER));
        assertThat(reading.read(headers, CONNECTION).address()).isEqualTo(PEER);
        headers.set(EdgeProofs.ADDRESS_HEADER, "no address");
        assertThat(reading.read(headers, CONNECTION).address()).isEqualTo(PEER);
    }

    @Test
    void without_a_secret_the_address_is_unknown_whatever_is_said() {
        headers.set(EdgeProofs.ADDRESS_HEADER, TOLD.text());
        headers.set(EdgeProofs.PROOF_HEADER, proofs.prove(TOLD));

        assertThat(new ReadClient(null).read(headers, CONNECTION).address()).isNull();
    }

    @Test
    void nobody_is_known_by_nothing() {
        assertThat(reading.read(headers, null)).isEqualTo(Client.UNKNOWN);
    }
}
