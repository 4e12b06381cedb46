package dev.coffer.gateway.transport;

import dev.coffer.core.identity.EdgeProofs;
import dev.coffer.core.identity.NetworkRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the gateway tells where a request comes from.
 *
 * @param trustedProxies whoever connects from there is a proxy, and believed about the hop before it; empty where clients connect
 *     themselves
 * @param header in which those proxies write: the one of the two that all of them set or remove, since what they leave alone is the
 *     client's own
 * @param proofs has subgraphs believe what the gateway found; null without a secret for it
 */
public record ClientOptions(
        List<NetworkRange> trustedProxies,
        ProxyHeader header,
        @Nullable EdgeProofs proofs) {

    /** What proxies write hops into. */
    public enum ProxyHeader {
        X_FORWARDED_FOR,
        /** RFC 7239. */
        FORWARDED
    }

    /** Clients connect themselves, and subgraphs are told so without proof. */
    public static final ClientOptions DIRECT = new ClientOptions(List.of(), ProxyHeader.X_FORWARDED_FOR, null);

    public ClientOptions {
        trustedProxies = List.copyOf(trustedProxies);
    }
}
