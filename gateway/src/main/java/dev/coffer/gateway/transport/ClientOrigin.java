package dev.coffer.gateway.transport;

import dev.coffer.core.identity.Client;
import dev.coffer.core.identity.ClientAddress;
import dev.coffer.gateway.execute.ForwardedClient;
import dev.coffer.gateway.transport.ClientOptions.ProxyHeader;
import io.vertx.core.MultiMap;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the address that a request comes from. Each proxy writes the address that it was called from at the end of a list; from the
 * connection backwards, the first address that is no trusted proxy's is the client's. Whatever stands before it the client may have
 * made up.
 */
final class ClientOrigin {

    /** More hops than any installation has; the rest of a longer list is not looked at. */
    private static final int MOST_HOPS = 32;

    private static final Pattern WITH_PORT = Pattern.compile("\\[([0-9a-fA-F:.]+)](:[0-9]{1,5})?|([0-9.]+):[0-9]{1,5}");

    private final ClientOptions options;

    ClientOrigin(ClientOptions options) {
        this.options = options;
    }

    ForwardedClient find(MultiMap headers, @Nullable SocketAddress peer) {
        String connected = peer == null ? null : peer.hostAddress();
        ClientAddress address = connected == null ? null : ClientAddress.find(withoutZone(connected));
        Client client = new Client(
                address == null ? null : beforeProxies(address, headers), Client.agent(headers.get("User-Agent")));
        return new ForwardedClient(client, options.proofs());
    }

    /** A hop that says no address ends the search at the proxy that wrote it. */
    private ClientAddress beforeProxies(ClientAddress connected, MultiMap headers) {
        ClientAddress found = connected;
        if (!isTrusted(found)) {
            return found;
        }
        for (String hop : hops(headers).reversed()) {
            ClientAddress before = address(hop);
            if (before == null) {
                return found;
            }
            found = before;
            if (!isTrusted(found)) {
                return found;
            }
        }
        return found;
    }

    private boolean isTrusted(ClientAddress address) {
        return options.trustedProxies().stream().anyMatch(range -> range.contains(address));
    }

    private List<String> hops(MultiMap headers) {
        List<String> hops = new ArrayList<>();
        if (options.header() == ProxyHeader.FORWARDED) {
            headers.getAll("Forwarded").forEach(line -> hops.addAll(ForwardedHeader.hops(line)));
        } else {
            headers.getAll("X-Forwarded-For").forEach(line -> hops.addAll(List.of(line.split("\\s*,\\s*", -1))));
        }
        return hops.subList(Math.max(0, hops.size() - MOST_HOPS), hops.size());
    }

    /** Some proxies write the port, too. */
    private static @Nullable ClientAddress address(String hop) {
        Matcher matcher = WITH_PORT.matcher(hop.strip());
        if (!matcher.matches()) {
            return ClientAddress.find(hop.strip());
        }
        return ClientAddress.find(matcher.group(1) == null ? matcher.group(3) : matcher.group(1));
    }

    private static String withoutZone(String address) {
        int percent = address.indexOf('%');
        return percent < 0 ? address : address.substring(0, percent);
    }
}
