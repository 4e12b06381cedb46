package dev.coffer.gateway.compose;

import java.util.Objects;

/**
 * What the composer is given for one service.
 *
 * @param name as {@code @override(from:)} and error messages call it
 * @param url where the service answers GraphQL; may be empty when only the schema is wanted
 * @param sdl its schema, as {@code _service { sdl }} answers it or as its authors wrote it
 */
public record SubgraphSdl(String name, String url, String sdl) {
    public SubgraphSdl {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(sdl, "sdl");
    }
}
