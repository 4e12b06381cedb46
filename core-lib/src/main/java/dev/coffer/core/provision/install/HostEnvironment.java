package dev.coffer.core.provision.install;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the search for stores sees of this machine; a test gives another one.
 *
 * @param variables environment variables, also those of the commands that are run (PATH, XDG_CACHE_HOME, COFFER_*)
 * @param home      the user's home folder
 * @param platform  operating system and processor
 */
public record HostEnvironment(Map<String, String> variables, Path home, Platform platform) {
    /** Variable: connection string of a replica set to use instead of starting one. */
    public static final String MONGODB_URI = "COFFER_MONGODB_URI";

    /** Variable: address of a Redis to use instead of starting one. */
    public static final String REDIS_URI = "COFFER_REDIS_URI";

    /** Variable: where the vendor's archives are fetched from instead, e.g. a company's mirror. Checksums stay the same. */
    public static final String MONGODB_MIRROR = "COFFER_MONGODB_MIRROR";

    public HostEnvironment {
        variables = Map.copyOf(variables);
    }

    /** The machine that this JVM runs on. */
    public static HostEnvironment current() {
        return new HostEnvironment(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                Platform.of(System.getProperty("os.name"), System.getProperty("os.arch")));
    }

    /** A copy that differs in one variable. */
    public HostEnvironment with(String name, String value) {
        Map<String, String> changed = new HashMap<>(variables);
        changed.put(name, value);
        return new HostEnvironment(changed, home, platform);
    }

    /** A copy that lacks one variable. */
    public HostEnvironment without(String name) {
        Map<String, String> changed = new HashMap<>(variables);
        changed.remove(name);
        return new HostEnvironment(changed, home, platform);
    }

    /** The value of a variable, or null where it is unset or blank. */
    public @Nullable String variable(String name) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    /** {@code $XDG_CACHE_HOME/coffer}, or {@code ~/.cache/coffer}. */
    Path cacheFolder() {
        String cache = variable("XDG_CACHE_HOME");
        return (cache == null ? home.resolve(".cache") : Path.of(cache)).resolve("coffer");
    }

    /** The first executable of that name on the PATH, or null. */
    public @Nullable Path onPath(String program) {
        String path = variable("PATH");
        if (path == null) {
            return null;
        }
        for (String folder : path.split(File.pathSeparator, -1)) {
            Path candidate = Path.of(folder).resolve(program);
            if (!folder.isBlank() && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return candidate.toAbsolutePath();
            }
        }
        return null;
    }
}
