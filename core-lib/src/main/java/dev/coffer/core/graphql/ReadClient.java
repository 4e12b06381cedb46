package dev.coffer.core.graphql;

import dev.coffer.core.identity.Client;
import dev.coffer.core.identity.ClientAddress;
import dev.coffer.core.identity.EdgeProofs;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Reads what a request comes from. An address counts with the gateway's proof; who calls without one is known by the address of the
 * connection, whatever they say. In an installation without a secret for such proofs the connection may as well be the gateway's, and
 * the address is unknown.
 */
final class ReadClient {

    private final @Nullable EdgeProofs proofs;

    /** @param proofs null where the installation has no secret for them */
    ReadClient(@Nullable EdgeProofs proofs) {
        this.proofs = proofs;
    }

    Client read(HttpHeaders headers, @Nullable InetSocketAddress peer) {
        String told = headers.getFirst(EdgeProofs.AGENT_HEADER);
        String agent = Client.agent(told == null ? headers.getFirst(HttpHeaders.USER_AGENT) : told);
        return new Client(proofs == null ? null : address(proofs, headers, peer), agent);
    }

    private static @Nullable ClientAddress address(
            EdgeProofs proofs, HttpHeaders headers, @Nullable InetSocketAddress peer) {
        String address = headers.getFirst(EdgeProofs.ADDRESS_HEADER);
        String proof = headers.getFirst(EdgeProofs.PROOF_HEADER);
        if (address != null && proof != null) {
            ClientAddress told = ClientAddress.find(address);
            if (told != null && proofs.isGenuine(proof, told)) {
                return told;
            }
        }
        return peer == null || peer.getAddress() == null ? null : ClientAddress.of(peer.getAddress());
    }
}
