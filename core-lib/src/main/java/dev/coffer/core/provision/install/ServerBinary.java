package dev.coffer.core.provision.install;

import java.nio.file.Path;

/**
 * A server program that may be started.
 *
 * @param path    the executable
 * @param version e.g. {@code 6.0.5}
 * @param origin  where it comes from, for people: {@code on PATH}, {@code from the cache}
 */
public record ServerBinary(Path path, String version, String origin) {
    @Override
    public String toString() {
        return version + " " + origin + " (" + path + ")";
    }
}
