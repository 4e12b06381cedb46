package dev.coffer.core.provision;

import dev.coffer.core.provision.install.ServerBinary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A mongod of our own: replica set of one, journaled, on 127.0.0.1, small caches. */
final class LocalMongo implements MongoServer {
    static final String REPLICA_SET = "coffer";

    private static final String CACHE_GIGABYTES = "0.25";
    private static final String OPLOG_MEGABYTES = "512";

    /** A killed client's open transaction holds its locks for so long. */
    private static final int TRANSACTION_SECONDS = 5;

    /**
     * For so long every version of a changed document is kept, for reads of the past. With the server's own 300 a ledger writes
     * several times as many pages, as each transfer changes two wallets. See docs/operations.md for what has to be read within
     * it.
     */
    private static final int HISTORY_SECONDS = 10;

    /**
     * How much of the cache may wait to be written, in percent. The server's own 5 and 20 write the pages of a ledger's indexes
     * out every few transfers, as those touch them in no order.
     */
    private static final String DIRTY_PAGES = "eviction_dirty_target=20,eviction_dirty_trigger=40";

    private final ServerBinary binary;
    private final OwnServer server;

    private LocalMongo(ServerBinary binary, OwnServer server) {
        this.binary = binary;
        this.server = server;
    }

    static LocalMongo start(ServerBinary binary, Path folder) throws IOException, InterruptedException {
        return new LocalMongo(
                binary,
                OwnServer.start(
                        "mongod",
                        folder,
                        port -> command(binary, folder, port),
                        (port, process) -> ReplicaSetOfOne.awaitPrimary(port, process, folder.resolve("data"))));
    }

    private static List<String> command(ServerBinary binary, Path folder, int port) {
        return List.of(
                binary.path().toString(),
                "--dbpath",
                folder.resolve("data").toString(),
                "--port",
                Integer.toString(port),
                "--bind_ip",
                "127.0.0.1",
                "--nounixsocket",
                "--replSet",
                REPLICA_SET,
                "--oplogSize",
                OPLOG_MEGABYTES,
                "--wiredTigerCacheSizeGB",
                CACHE_GIGABYTES,
                "--wiredTigerEngineConfigString",
                DIRTY_PAGES,
                "--quiet",
                "--setParameter",
                "diagnosticDataCollectionEnabled=false",
                "--setParameter",
                "shutdownTimeoutMillisForSignaledShutdown=100",
                "--setParameter",
                "transactionLifetimeLimitSeconds=" + TRANSACTION_SECONDS,
                "--setParameter",
                "minSnapshotHistoryWindowInSeconds=" + HISTORY_SECONDS);
    }

    @Override
    public String uri() {
        return "mongodb://127.0.0.1:" + server.port() + "/?replicaSet=" + REPLICA_SET;
    }

    @Override
    public boolean isOurs() {
        return true;
    }

    @Override
    public long pid() {
        return server.pid();
    }

    @Override
    public void killHard() {
        server.killHard();
    }

    @Override
    public void restart() {
        server.restart();
    }

    void stop() {
        server.stop();
    }

    @Override
    public String toString() {
        return "MongoDB " + binary + ", " + uri() + ", " + server;
    }
}
