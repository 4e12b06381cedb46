package dev.coffer.auth;

import dev.coffer.core.identity.ClientAddress;
import dev.coffer.core.identity.EdgeProofs;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks a service that has {@link #SECRET} as the gateway would, for clients of any address. */
public final class FromAddress {

    /** The setting {@code coffer.edge-secret}. */
    public static final String SECRET = "a secret of at least 32 characters";

    private final AuthServer server;
    private final EdgeProofs proofs;

    public FromAddress(AuthServer server) {
        this.server = server;
        this.proofs = Objects.requireNonNull(EdgeProofs.of(SECRET, server.clock()));
    }

    public AuthServer address(String address) {
        return address(address, null);
    }

    public AuthServer address(String address, @Nullable String agent) {
        Map<String, String> headers =
                new HashMap<>(Map.of(EdgeProofs.ADDRESS_HEADER, address, EdgeProofs.PROOF_HEADER, proof(address)));
        if (agent != null) {
            headers.put(EdgeProofs.AGENT_HEADER, agent);
        }
        return server.calling(headers);
    }

    public String proof(String address) {
        return proofs.prove(Objects.requireNonNull(ClientAddress.find(address), address));
    }
}
