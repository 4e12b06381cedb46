package dev.coffer.core.provision;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.connection.ClusterConnectionMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** Makes a mongod that was just started the primary of a replica set of one, whatever port it had before. */
final class ReplicaSetOfOne {
    /** Recovery after a kill reads the journal first; on a slow disk that takes a while. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final long POLL_MILLIS = 10;
    private static final int CONNECT_MILLIS = 250;
    private static final int SELECTION_SECONDS = 10;
    private static final int NOT_YET_INITIALIZED = 94;

    private final int port;
    private final SupervisedProcess process;
    private final long deadline = System.nanoTime() + LIMIT.toNanos();

    private ReplicaSetOfOne(int port, SupervisedProcess process) {
        this.port = port;
        this.process = process;
    }

    /**
     * Returns when this very process is primary and writable.
     *
     * @throws StoreUnavailable when it ends, when it takes too long, or when another mongod answers on that port
     */
    static void awaitPrimary(int port, SupervisedProcess process, Path data) throws InterruptedException {
        ReplicaSetOfOne set = new ReplicaSetOfOne(port, process);
        set.awaitPort();
        try (MongoClient client = set.connect()) {
            set.makePrimary(client.getDatabase("admin"), data);
        } catch (MongoException failed) {
            throw new StoreUnavailable("mongod on port " + port + " failed: " + failed.getMessage(), failed);
        }
    }

    /** A member that changes its state drops its connections, perhaps with the answer: each step can be done again. */
    private void makePrimary(MongoDatabase admin, Path data) throws InterruptedException {
        while (true) {
            try {
                refuseStranger(admin, data);
                configure(admin);
                awaitWritable(admin);
                return;
            } catch (MongoCommandException refused) {
                throw refused;
            } catch (MongoException dropped) {
                pause("does not answer: " + dropped.getMessage());
            }
        }
    }

    private void awaitPort() throws InterruptedException {
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
                if (process.isAlive()) {
                    return;
                }
                pause("lost port " + port + " to another program");
            } catch (IOException notYet) {
                pause("does not listen on port " + port);
            }
        }
    }

    private MongoClient connect() {
        return MongoClients.create(MongoClientSettings.builder()
                .applyToClusterSettings(cluster -> cluster.hosts(List.of(new ServerAddress("127.0.0.1", port)))
                        .mode(ClusterConnectionMode.SINGLE)
                        .serverSelectionTimeout(SELECTION_SECONDS, TimeUnit.SECONDS))
                .build());
    }

    /** Two starts may pick the same free port; the one that lost must not take the other's server for its own. */
    private void refuseStranger(MongoDatabase admin, Path data) {
        Document parsed = admin.runCommand(new Document("getCmdLineOpts", 1)).get("parsed", new Document());
        String path = parsed.get("storage", new Document()).getString("dbPath");
        if (!data.toString().equals(path)) {
            throw new StoreUnavailable("port " + port + " belongs to another mongod, with data in " + path);
        }
    }

    private void configure(MongoDatabase admin) throws InterruptedException {
        String host = "127.0.0.1:" + port;
        Document member = new Document("_id", 0).append("host", host);
        Document config;
        try {
            config = admin.runCommand(new Document("replSetGetConfig", 1)).get("config", new Document());
        } catch (MongoCommandException absent) {
            if (absent.getErrorCode() != NOT_YET_INITIALIZED) {
                throw absent;
            }
            admin.runCommand(new Document(
                    "replSetInitiate", new Document("_id", LocalMongo.REPLICA_SET).append("members", List.of(member))));
            return;
        }
        List<Document> members = config.getList("members", Document.class, List.of());
        if (members.size() != 1 || !host.equals(members.getFirst().getString("host"))) {
            config.append("members", List.of(member)).append("version", config.getInteger("version", 1) + 1);
            admin.runCommand(new Document("replSetReconfig", config).append("force", true));
        }
    }

    private void awaitWritable(MongoDatabase admin) throws InterruptedException {
        while (!admin.runCommand(new Document("hello", 1)).getBoolean("isWritablePrimary", false)) {
            pause("has not become primary");
        }
    }

    private void pause(String state) throws InterruptedException {
        if (!process.isAlive()) {
            throw new StoreUnavailable("mongod ended while it was starting. The end of its log:\n" + process.logTail());
        }
        if (System.nanoTime() > deadline) {
            throw new StoreUnavailable("mongod " + state + " after " + LIMIT.toSeconds() + " s. The end of its log:\n"
                    + process.logTail());
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
}
