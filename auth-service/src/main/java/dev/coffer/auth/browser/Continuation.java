package dev.coffer.auth.browser;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser goes on after signing in: one of our own pages, never another site's.
 *
 * @param path with its query
 */
public record Continuation(String path) {

    static final String ACTIVATE = "/activate";
    private static final List<String> STARTS =
            List.of("/oauth2/authorize?", "/oauth2/device_verification?", ACTIVATE + "/", ACTIVATE + "?");
    private static final int MAX_CHARS = 8_192;

    public Continuation {
        if (path.length() > MAX_CHARS
                || path.chars().anyMatch(one -> one < ' ' || one > '~' || one == '\\')
                || !path.equals(ACTIVATE) && STARTS.stream().noneMatch(path::startsWith)) {
            throw new IllegalArgumentException("Nobody goes on there.");
        }
        var _ = URI.create(path);
    }

    /** Null for a text that names none of our pages. */
    static @Nullable Continuation read(@Nullable String text) {
        try {
            return text == null ? null : new Continuation(text);
        } catch (IllegalArgumentException elsewhere) {
            return null;
        }
    }

    /** A parameter of the query, or null. */
    @Nullable
    String parameter(String name) {
        int query = path.indexOf('?');
        if (query < 0) {
            return null;
        }
        for (String pair : path.substring(query + 1).split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return decoded(pair.substring(name.length() + 1));
            }
        }
        return null;
    }

    /** The tenant named after {@value #ACTIVATE}, or null. */
    @Nullable
    String activatedTenant() {
        if (!path.startsWith(ACTIVATE + "/")) {
            return null;
        }
        String rest = path.substring(ACTIVATE.length() + 1);
        int query = rest.indexOf('?');
        return decoded(query < 0 ? rest : rest.substring(0, query));
    }

    /** The application's address that the way may lead to in the end, or null. */
    @Nullable
    URI redirect() {
        String uri = parameter("redirect_uri");
        try {
            URI read = uri == null ? null : new URI(uri);
            return read == null || read.getHost() == null || read.getScheme() == null ? null : read;
        } catch (URISyntaxException none) {
            return null;
        }
    }

    private static @Nullable String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
