package dev.coffer.core.provision;

import dev.coffer.core.provision.install.HostEnvironment;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What a caller of {@link LocalStores#start} asks for.
 *
 * @param dataFolder         folder of this start alone, e.g. {@code .coffer/dev}; created; holds data, logs and records
 * @param environment        the machine as the search sees it
 * @param banner             gets every loud line: what was found and where, progress of a download
 * @param endWithJvm         true to close the stores in a shutdown hook; false where the owner closes them itself in its
 *                           own order (the supervisor still ends them when the owner is gone)
 */
public record StoreRequest(Path dataFolder, HostEnvironment environment, Consumer<String> banner, boolean endWithJvm) {
    public StoreRequest {
        dataFolder = dataFolder.toAbsolutePath().normalize();
    }

    /** This machine, lines to standard error, closed with the JVM. */
    public static StoreRequest in(Path dataFolder) {
        return new StoreRequest(dataFolder, HostEnvironment.current(), System.err::println, true);
    }

    public StoreRequest withEnvironment(HostEnvironment other) {
        return new StoreRequest(dataFolder, other, banner, endWithJvm);
    }

    public StoreRequest withBanner(Consumer<String> other) {
        return new StoreRequest(dataFolder, environment, other, endWithJvm);
    }

    /** The owner closes the stores itself, e.g. after its services have drained. */
    public StoreRequest closedByOwner() {
        return new StoreRequest(dataFolder, environment, banner, false);
    }
}
