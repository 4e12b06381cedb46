package dev.coffer.notification.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Where an endpoint is.
 *
 * @param text https; http only on this machine
 */
record WebhookUrl(String text) {

    static final int LONGEST = 2_000;

    private static final int HIGHEST_PORT = 65_535;
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

    WebhookUrl {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new IllegalArgumentException("An address has 1 to " + LONGEST + " characters.");
        }
        if (text.chars().anyMatch(letter -> letter <= ' ' || letter >= 0x7f)) {
            throw new IllegalArgumentException(
                    "An address is of printable ASCII without blanks; write names of other alphabets as xn--.");
        }
        require(uri(text));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("This is no address such as https://example.com/hooks.", malformed);
        }
    }

    private static void require(URI uri) {
        String host = uri.getHost();
        if (host == null || host.isEmpty()) {
            throw new IllegalArgumentException("An address names a host: https://example.com/hooks.");
        }
        boolean isHere = "http".equals(uri.getScheme()) && THIS_MACHINE.contains(host);
        if (!"https".equals(uri.getScheme()) && !isHere) {
            throw new IllegalArgumentException("An address begins with https://.");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("An address has neither a user nor a fragment.");
        }
        if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
            throw new IllegalArgumentException("A port is 1 to " + HIGHEST_PORT + ".");
        }
    }

    boolean isEncrypted() {
        return text.startsWith("https:");
    }

    /** Without the brackets of an IPv6 address. */
    String host() {
        String host = uri(text).getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        int port = uri(text).getPort();
        return port > 0 ? port : isEncrypted() ? HTTPS_PORT : HTTP_PORT;
    }

    /** As the header {@code Host} has it. */
    String authority() {
        return uri(text).getRawAuthority();
    }

    /** Path and query. */
    String target() {
        URI uri = uri(text);
        String path = uri.getRawPath();
        return (path == null || path.isEmpty() ? "/" : path)
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }
}
