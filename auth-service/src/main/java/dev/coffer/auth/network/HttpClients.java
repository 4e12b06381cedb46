package dev.coffer.auth.network;

import dev.coffer.core.identity.Client;
import dev.coffer.core.identity.ClientAddress;
import dev.coffer.core.identity.NetworkRange;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a browser or an application calls from that comes to this service without the gateway: the address of the connection,
 * unless that is a trusted proxy's. Each proxy writes the address that it was called from at the end of {@code X-Forwarded-For}; from
 * there backwards, the first that is no trusted proxy's is the client's. Whatever stands before it the client may have made up.
 */
public final class HttpClients {

    /** More hops than any installation has. */
    private static final int MOST_HOPS = 32;

    private final List<NetworkRange> trustedProxies;

    HttpClients(List<NetworkRange> trustedProxies) {
        this.trustedProxies = List.copyOf(trustedProxies);
    }

    public Client of(HttpServletRequest request) {
        String remote = request.getRemoteAddr();
        ClientAddress connected = remote == null ? null : ClientAddress.find(withoutZone(remote));
        return new Client(
                connected == null ? null : beforeProxies(connected, request),
                Client.agent(request.getHeader("User-Agent")));
    }

    /** A hop that says no address ends the search at the proxy that wrote it. */
    private ClientAddress beforeProxies(ClientAddress connected, HttpServletRequest request) {
        ClientAddress found = connected;
        for (String hop : hops(request)) {
            ClientAddress before = isTrusted(found) ? address(hop) : null;
            if (before == null) {
                return found;
            }
            found = before;
        }
        return found;
    }

    private boolean isTrusted(ClientAddress address) {
        return trustedProxies.stream().anyMatch(range -> range.contains(address));
    }

    /** The last first. */
    private static List<String> hops(HttpServletRequest request) {
        List<String> hops = new ArrayList<>();
        for (String line : Collections.list(request.getHeaders("X-Forwarded-For"))) {
            hops.addAll(List.of(line.split(",", -1)));
        }
        return hops.subList(Math.max(0, hops.size() - MOST_HOPS), hops.size()).reversed();
    }

    private static @Nullable ClientAddress address(String hop) {
        return ClientAddress.find(hop.strip());
    }

    private static String withoutZone(String address) {
        int percent = address.indexOf('%');
        return percent < 0 ? address : address.substring(0, percent);
    }
}
