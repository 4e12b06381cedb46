package dev.coffer.gateway.transport;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may open sockets. Browsers ask nobody before they open one across sites, so the gateway looks at where the page is
 * from; a client that is no browser does not say.
 */
final class SocketOrigins {
    private final boolean isGuarded;
    private final Set<String> allowed;

    SocketOrigins(GatewayOptions options) {
        this.isGuarded = options.csrfGuard();
        this.allowed = Set.copyOf(options.subscriptions().allowedOrigins());
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
