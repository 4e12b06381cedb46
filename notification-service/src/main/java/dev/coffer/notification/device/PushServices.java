package dev.coffer.notification.device;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The push services of browsers that this installation writes to, by their origins: {@code https://fcm.googleapis.com}, or
 * {@code https://*.push.apple.com} for every host under it. An endpoint is told by a client, so without a list it would be any address.
 */
public record PushServices(List<String> origins) {

    private static final String ANY = "*.";

    public PushServices {
        origins = List.copyOf(origins);
        origins.forEach(PushServices::require);
    }

    private static void require(String origin) {
        URI uri = URI.create(origin.replace(ANY, ""));
        boolean isThisMachine = "http".equals(uri.getScheme()) && "127.0.0.1".equals(uri.getHost());
        if (uri.getHost() == null
                || !("https".equals(uri.getScheme()) || isThisMachine)
                || !uri.getPath().isEmpty()) {
            throw new IllegalArgumentException(
                    "coffer.notification.push.web.services are origins such as https://fcm.googleapis.com: " + origin);
        }
    }

    /** The entry that the endpoint belongs to, null for none. */
    public @Nullable String find(String endpoint) {
        URI uri;
        try {
            uri = URI.create(endpoint);
        } catch (IllegalArgumentException none) {
            return null;
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return null;
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return origins.stream()
                .filter(origin -> fits(origin, uri.getScheme() + "://", uri.getHost() + port))
                .findFirst()
                .orElse(null);
    }

    private static boolean fits(String origin, String scheme, String host) {
        if (!origin.startsWith(scheme)) {
            return false;
        }
        String listed = origin.substring(scheme.length());
        return listed.startsWith(ANY) ? host.endsWith(listed.substring(1)) : host.equals(listed);
    }
}
