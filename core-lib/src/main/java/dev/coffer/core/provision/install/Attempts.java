package dev.coffer.core.provision.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one search has tried so far. A step that should have helped and did not is said aloud at once. */
final class Attempts {
    private final String store;
    private final Consumer<String> banner;
    private final List<String> tried = new ArrayList<>();

    /** @param variable the environment variable that would have given the store's address, and did not */
    Attempts(String store, String variable, Consumer<String> banner) {
        this.store = store;
        this.banner = banner;
        tried.add(variable + ": not set");
    }

    /** A step that does not apply here. Returns null, the step's result. */
    @Nullable
    ServerBinary missing(String step) {
        tried.add(step);
        return null;
    }

    /** A step that failed. Returns null, the step's result. */
    @Nullable
    ServerBinary failed(String step, IOException reason) {
        String message = reason.getMessage();
        String line = step + ": " + (message == null ? reason.getClass().getSimpleName() : message);
        tried.add(line);
        banner.accept(store + ": not usable, " + line);
        return null;
    }

    @Nullable
    ServerBinary onPath(HostEnvironment environment, String program, VersionProbe versions) {
        Path found = environment.onPath(program);
        if (found == null) {
            return missing(program + " on PATH: none");
        }
        try {
            return new ServerBinary(found, versions.usableVersion(found), "on PATH");
        } catch (IOException unusable) {
            return failed(program + " on PATH (" + found + ")", unusable);
        }
    }

    @Nullable
    ServerBinary inCache(BinaryCache cache, List<String> editions) {
        for (String edition : editions) {
            try {
                ServerBinary found = cache.find(edition);
                if (found != null) {
                    return found;
                }
            } catch (IOException unusable) {
                failed("cache " + cache.folder() + ", " + edition, unusable);
            }
        }
        return missing("cache " + cache.folder() + ": nothing usable of " + editions);
    }

    SearchResult.NotFound notFound(String advice) {
        return new SearchResult.NotFound(store, tried, advice);
    }
}
