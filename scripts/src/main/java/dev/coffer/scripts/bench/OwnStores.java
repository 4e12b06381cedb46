package dev.coffer.scripts.bench;

import dev.coffer.core.provision.LocalStores;
import dev.coffer.core.provision.StoreRequest;
import dev.coffer.scripts.CommandFailed;
import java.io.IOException;
import java.util.function.Consumer;

/** A MongoDB and a Redis in a temporary folder, for one measurement. */
final class OwnStores implements AutoCloseable {

    private final TemporaryFolder folder;
    private final LocalStores stores;

    private OwnStores(TemporaryFolder folder, LocalStores stores) {
        this.folder = folder;
        this.stores = stores;
    }

    /** @param progress where it is told which ones these are */
    static OwnStores start(Consumer<String> progress) throws IOException {
        TemporaryFolder folder = TemporaryFolder.create();
        LocalStores stores = LocalStores.start(StoreRequest.in(folder.path()).withBanner(progress));
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

    /** What this JVM and these stores use of the processors. */
    CpuTime processors() {
        return new CpuTime(stores.mongo().pid(), stores.redis().pid());
    }

    @Override
    public void close() throws IOException {
        stores.close();
        folder.close();
    }
}
