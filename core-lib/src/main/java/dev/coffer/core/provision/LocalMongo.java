package dev.coffer.core.provision;

import dev.coffer.core.provision.install.ServerBinary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A mongod of our own: replica set of one, journaled, on 127.0.0.1, small caches. */
final class LocalMongo implements MongoServer {
    static final String REPLICA_SET = "coffer";

    private static final int PORT_ATTEMPTS = 5;
    private static final String CACHE_GIGABYTES = "0.25";
    private static final String OPLOG_MEGABYTES = "512";

    /** A killed client's open transaction holds its locks for so long. */
    private static final int TRANSACTION_SECONDS = 5;

    private final ServerBinary binary;
    private final Path folder;
    private SupervisedProcess process;
    private int port;

    private LocalMongo(ServerBinary binary, Path folder, int port, SupervisedProcess process) {
        this.binary = binary;
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Starts it, retrying with another port where somebody took the chosen one meanwhile. */
    static LocalMongo start(ServerBinary binary, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("data"));
        Path portFile = folder.resolve("port");
        for (int attempt = 1; ; attempt++) {
            int port = attempt == 1 ? FreePorts.rememberedOrNext(portFile) : FreePorts.next();
            SupervisedProcess process = SupervisedProcess.start(command(binary, folder, port), folder);
            boolean isReady = false;
            try {
                ReplicaSetOfOne.awaitPrimary(port, process, folder.resolve("data"));
                Files.writeString(portFile, Integer.toString(port));
                isReady = true;
                return new LocalMongo(binary, folder, port, process);
            } catch (StoreUnavailable failed) {
                process.stop();
                if (attempt >= PORT_ATTEMPTS || FreePorts.isFree(port)) {
                    throw failed;
                }
            } finally {
                if (!isReady) {
                    process.stop();
                }
            }
        }
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
                "--quiet",
                "--setParameter",
                "diagnosticDataCollectionEnabled=false",
                "--setParameter",
                "shutdownTimeoutMillisForSignaledShutdown=100",
                "--setParameter",
                "transactionLifetimeLimitSeconds=" + TRANSACTION_SECONDS);
    }

    @Override
    public String uri() {
        return "mongodb://127.0.0.1:" + port + "/?replicaSet=" + REPLICA_SET;
    }

    @Override
    public boolean isOurs() {
        return true;
    }

    @Override
    public synchronized long pid() {
        return process.pid();
    }

    @Override
    public synchronized void killHard() {
        process.killHard();
    }

    @Override
    public synchronized void restart() {
        process.stop();
        try {
            process = SupervisedProcess.start(command(binary, folder, port), folder);
            ReplicaSetOfOne.awaitPrimary(port, process, folder.resolve("data"));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot start mongod again in " + folder, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while mongod was starting again", interrupted);
        }
    }

    synchronized void stop() {
        process.stop();
    }

    @Override
    public String toString() {
        return "MongoDB " + binary + ", pid " + pid() + ", " + uri() + ", data in " + folder;
    }
}
