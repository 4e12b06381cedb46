package dev.coffer.gateway.execute;

import dev.coffer.core.identity.Client;
import dev.coffer.core.identity.ClientAddress;
import dev.coffer.core.identity.EdgeProofs;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What subgraphs are told of the client.
 *
 * @param proofs has them believe the address; null where the installation has no secret for it
 */
public record ForwardedClient(Client client, @Nullable EdgeProofs proofs) {

    /** Nothing is told: the gateway asks for itself. */
    public static final ForwardedClient NONE = new ForwardedClient(Client.UNKNOWN, null);

    /** Gives the headers of one request that is sent now; the proof counts for a minute. */
    void write(BiConsumer<String, String> headers) {
        ClientAddress address = client.address();
        if (address != null) {
            headers.accept(EdgeProofs.ADDRESS_HEADER, address.text());
            if (proofs != null) {
                headers.accept(EdgeProofs.PROOF_HEADER, proofs.prove(address));
            }
        }
        String agent = client.agent();
        if (agent != null) {
            headers.accept(EdgeProofs.AGENT_HEADER, agent);
        }
    }

    @Override
    public String toString() {
        return "ForwardedClient[***]";
    }
}
