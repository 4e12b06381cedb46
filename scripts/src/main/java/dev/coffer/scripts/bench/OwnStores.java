package dev.coffer.scripts.bench;

import dev.coffer.core.provision.LocalStores;
import dev.coffer.core.provision.StoreRequest;
import dev.coffer.scripts.CommandFailed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A MongoDB and a Redis in a temporary folder, for one measurement. */
final class OwnStores implements AutoCloseable {

    private final Path folder;
    private final LocalStores stores;

    private OwnStores(Path folder, LocalStores stores) {
        this.folder = folder;
        this.stores = stores;
    }

    /** @param progress where it is told which ones these are */
    static OwnStores start(PrintWriter progress) throws IOException {
        Path folder = Files.createTempDirectory("coffer-bench-");
        LocalStores stores = LocalStores.start(StoreRequest.in(folder).withBanner(line -> {
            progress.println(line);
            progress.flush();
        }));
        OwnStores own = new OwnStores(folder, stores);
        if (!stores.mongo().isOurs() || !stores.redis().isOurs()) {
            own.close();
            throw new CommandFailed("The benchmark starts stores of its own; do not name any in the environment.");
        }
        return own;
    }

    String mongoUri() {
        return stores.mongoUri();
    }

    String redisUri() {
        return stores.redisUri();
    }

    @Override
    public void close() throws IOException {
        stores.close();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
