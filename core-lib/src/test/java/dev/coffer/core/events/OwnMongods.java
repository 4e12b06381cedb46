package dev.coffer.core.events;

import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.coffer.core.provision.install.FindMongod;
import dev.coffer.core.provision.install.HostEnvironment;
import dev.coffer.core.provision.install.SearchResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.BsonTimestamp;
import org.bson.Document;

/** A replica set of a test's own, whose members are killed, halted and started at will. Ends with {@link #close}, or the JVM. */
final class OwnMongods implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SET = "own";

    private final Path program;
    private final Path folder;
    private final int oplogMegabytes;
    private final List<String> more;
    private final List<Integer> ports = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final Thread hook = new Thread(this::killAll);

    private OwnMongods(Path program, Path folder, int oplogMegabytes, List<String> more) {
        this.program = program;
        this.folder = folder;
        this.oplogMegabytes = oplogMegabytes;
        this.more = more;
    }

    /**
     * Returns when one of them is primary and, of several, the others follow it.
     *
     * @param more options of mongod
     */
    static OwnMongods start(int members, int oplogMegabytes, Path folder, String... more)
            throws IOException, InterruptedException {
        SearchResult found = new FindMongod(HostEnvironment.current(), line -> {}).find();
        if (!(found instanceof SearchResult.Found(var binary))) {
            throw new IllegalStateException("no mongod: " + found);
        }
        OwnMongods mongods = new OwnMongods(binary.path(), folder, oplogMegabytes, List.of(more));
        Runtime.getRuntime().addShutdownHook(mongods.hook);
        for (int member = 0; member < members; member++) {
            mongods.ports.add(freePort());
            mongods.processes.add(mongods.launch(member));
        }
        mongods.initiate();
        return mongods;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process launch(int member) throws IOException {
        Path data = Files.createDirectories(folder.resolve("mongo-" + member));
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--dbpath",
                data.toString(),
                "--port",
                ports.get(member).toString(),
                "--bind_ip",
                "127.0.0.1",
                "--nounixsocket",
                "--replSet",
                SET,
                "--oplogSize",
                Integer.toString(oplogMegabytes),
                "--wiredTigerCacheSizeGB",
                "0.25",
                // What is not in a checkpoint keeps the oplog from being cut.
                "--syncdelay",
                "1",
                "--quiet",
                "--setParameter",
                "diagnosticDataCollectionEnabled=false",
                "--setParameter",
                "transactionLifetimeLimitSeconds=5"));
        command.addAll(more);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mongo-" + member + ".log").toFile())
                .start();
    }

    private void initiate() {
        List<Document> members = IntStream.range(0, ports.size())
                .mapToObj(member -> new Document("_id", member).append("host", "127.0.0.1:" + ports.get(member)))
                .toList();
        Document settings = new Document("electionTimeoutMillis", 3_000).append("heartbeatIntervalMillis", 500);
        ports.forEach(port -> await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(MongoException.class)
                .until(() -> admin(port, new Document("ping", 1)).containsKey("ok")));
        admin(
                ports.getFirst(),
                new Document(
                        "replSetInitiate",
                        new Document("_id", SET).append("members", members).append("settings", settings)));
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(MongoException.class)
                .until(this::isComplete);
    }

    private boolean isComplete() {
        List<Integer> states = states();
        return states.contains(1) && states.stream().allMatch(state -> state == 1 || state == 2);
    }

    /** Of each member, as the first one that answers sees it: 1 primary, 2 secondary. */
    private List<Integer> states() {
        try (MongoClient client = MongoClients.create(uri() + "&serverSelectionTimeoutMS=2000")) {
            return client
                    .getDatabase("admin")
                    .runCommand(new Document("replSetGetStatus", 1))
                    .getList("members", Document.class)
                    .stream()
                    .map(member -> member.getInteger("state"))
                    .toList();
        }
    }

    private static Document admin(int port, Document command) {
        try (MongoClient client = MongoClients.create(
                "mongodb://127.0.0.1:" + port + "/?directConnection=true&serverSelectionTimeoutMS=2000")) {
            return client.getDatabase("admin").runCommand(command);
        }
    }

    String uri() {
        return "mongodb://"
                + ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","))
                + "/?replicaSet=" + SET;
    }

    /** The member that is primary now. */
    int awaitPrimary() {
        return await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(MongoException.class)
                .until(
                        () -> IntStream.range(0, ports.size())
                                .filter(member -> processes.get(member).isAlive())
                                .filter(member -> admin(ports.get(member), new Document("hello", 1))
                                        .getBoolean("isWritablePrimary", false))
                                .findFirst()
                                .orElse(-1),
                        member -> member >= 0);
    }

    void kill(int member) throws InterruptedException {
        processes.get(member).destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    void startAgain(int member) throws IOException {
        processes.set(member, launch(member));
    }

    void stepDown(int member) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(MongoException.class)
                .until(() -> admin(
                                ports.get(member),
                                new Document("replSetStepDown", 2)
                                        .append("secondaryCatchUpPeriodSecs", 0)
                                        .append("force", true))
                        .containsKey("ok"));
    }

    /** @param signal STOP halts the process where it is, CONT has it go on */
    void signal(int member, String signal) throws IOException, InterruptedException {
        new ProcessBuilder(
                        "kill",
                        "-" + signal,
                        Long.toString(processes.get(member).pid()))
                .start()
                .waitFor(10, TimeUnit.SECONDS);
    }

    /** Writes until the oplog has forgotten everything that happened before. */
    void rollOver() {
        byte[] page = new byte[1024 * 1024];
        try (MongoClient client = MongoClients.create(uri())) {
            BsonTimestamp now = newest(client);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
                for (int i = 0; i < oplogMegabytes; i++) {
                    client.getDatabase("noise").getCollection("pages").insertOne(new Document("page", page));
                }
                return oldest(client).compareTo(now) > 0;
            });
            client.getDatabase("noise").drop();
        }
    }

    private static BsonTimestamp oldest(MongoClient client) {
        return edge(client, 1);
    }

    private static BsonTimestamp newest(MongoClient client) {
        return edge(client, -1);
    }

    private static BsonTimestamp edge(MongoClient client, int direction) {
        Document entry = client.getDatabase("local")
                .getCollection("oplog.rs")
                .find()
                .sort(new Document("$natural", direction))
                .first();
        if (entry == null) {
            throw new IllegalStateException("the oplog is empty");
        }
        return entry.get("ts", BsonTimestamp.class);
    }

    private void killAll() {
        processes.forEach(Process::destroyForcibly);
    }

    @Override
    public void close() throws InterruptedException {
        killAll();
        for (Process process : processes) {
            process.waitFor(10, TimeUnit.SECONDS);
        }
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
