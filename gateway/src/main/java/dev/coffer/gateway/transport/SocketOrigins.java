package dev.coffer.gateway.transport;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may open sockets. Browsers ask nobody before they open one across sites, so the gateway looks at where the page is
 * from; a client that is no browser does not say. Who may read answers by {@link CorsOptions} may open sockets, unless that is any page.
 */
final class SocketOrigins {
    private final boolean isGuarded;
    private final Set<String> allowed;

    SocketOrigins(GatewayOptions options) {
        this.isGuarded = options.csrfGuard();
        Set<String> both = new HashSet<>(options.subscriptions().allowedOrigins());
        both.addAll(options.cors().allowedOrigins());
        // Nothing of what a browser keeps for the host can be held back from a socket: each origin has to be named.
        both.remove(CorsOptions.ANY);
        this.allowed = Set.copyOf(both);
    }

    /** The HTTP status to refuse with, or 0. */
    int objection(MultiMap headers) {
        String origin = headers.get("Origin");
        boolean isWelcome =
                !isGuarded || origin == null || allowed.contains(origin) || isOwn(origin, headers.get("Host"));
        return isWelcome ? 0 : 403;
    }

    private static boolean isOwn(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(new URI(origin).getAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
