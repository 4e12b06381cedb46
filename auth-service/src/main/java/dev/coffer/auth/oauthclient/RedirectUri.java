package dev.coffer.auth.oauthclient;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Where a user may be sent back to: an address of https, or on the user's own machine. */
final class RedirectUri {

    private static final int MAX_CHARS = 512;
    /** By address: what {@code localhost} is, somebody else may say. */
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]");

    private RedirectUri() {}

    /** @throws IllegalArgumentException with a sentence for whoever typed it */
    static String parse(String typed) {
        URI uri = read(typed);
        if (uri.isOpaque() || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("'" + typed + "' must be an address with a host and without a user.");
        }
        if (uri.getRawFragment() != null || typed.indexOf('*') >= 0) {
            throw new IllegalArgumentException("'" + typed + "' must be exact: no fragment and no '*'.");
        }
        boolean isLoopback = "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
        if (!"https".equals(uri.getScheme()) && !isLoopback) {
            throw new IllegalArgumentException(
                    "'" + typed + "' must begin with https://, or with http://127.0.0.1 or http://[::1].");
        }
        return typed;
    }

    private static URI read(String typed) {
        if (typed.length() > MAX_CHARS) {
            throw new IllegalArgumentException("A redirect URI has at most " + MAX_CHARS + " characters.");
        }
        try {
            return new URI(typed);
        } catch (URISyntaxException wrong) {
            throw new IllegalArgumentException("'" + typed + "' is no URI: " + wrong.getReason() + ".", wrong);
        }
    }
}
