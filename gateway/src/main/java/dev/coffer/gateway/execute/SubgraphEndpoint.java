package dev.coffer.gateway.execute;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * Where a subgraph is and what is expected of it.
 *
 * @param url absolute, http or https
 * @param timeout for one request, the connection included
 * @param subscriptions where subscriptions go: by server-sent events to an address of http or https, many of them on each connection
 *     of HTTP/2 to one of h2c, by graphql-transport-ws to one of ws or wss
 */
public record SubgraphEndpoint(String name, URI url, Duration timeout, URI subscriptions) {
    /** A subgraph that takes subscriptions where it takes all else. */
    public SubgraphEndpoint(String name, URI url, Duration timeout) {
        this(name, url, timeout, url);
    }

    public SubgraphEndpoint {
        String scheme = url.getScheme();
        if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException(
                    "subgraph " + name + " needs an absolute http or https URL, not \"" + url + "\"");
        }
        if (subscriptions.getHost() == null
                || !Set.of("http", "https", "h2c", "ws", "wss").contains(String.valueOf(subscriptions.getScheme()))) {
            throw new IllegalArgumentException(
                    "subgraph " + name + " needs an absolute http, https, h2c, ws or wss URL for subscriptions, not \""
                            + subscriptions + "\"");
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("subgraph " + name + " needs a positive timeout, not " + timeout);
        }
    }
}
