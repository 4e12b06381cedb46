package dev.coffer.gateway.execute;

import java.net.URI;
import java.time.Duration;

/**
 * Where a subgraph is and what is expected of it.
 *
 * @param url absolute, http or https
 * @param timeout for one request, the connection included
 */
public record SubgraphEndpoint(String name, URI url, Duration timeout) {
    public SubgraphEndpoint {
        String scheme = url.getScheme();
        if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException(
                    "subgraph " + name + " needs an absolute http or https URL, not \"" + url + "\"");
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("subgraph " + name + " needs a positive timeout, not " + timeout);
        }
    }
}
