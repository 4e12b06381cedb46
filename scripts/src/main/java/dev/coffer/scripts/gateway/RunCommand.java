package dev.coffer.scripts.gateway;

import dev.coffer.gateway.transport.CorsOptions;
import dev.coffer.gateway.transport.DocumentOptions;
import dev.coffer.gateway.transport.GatewayOptions;
import dev.coffer.gateway.transport.GatewayServer;
import dev.coffer.gateway.transport.SchemaSource;
import dev.coffer.gateway.transport.StartFailed;
import dev.coffer.gateway.transport.SubgraphConfig;
import dev.coffer.scripts.CommandFailed;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coffer gateway run}: serves until Ctrl-C. */
@Command(
        name = "run",
        description = "Serves a supergraph: composed beforehand (--supergraph) or from running subgraphs (--config).",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private static final Duration DRAIN = Duration.ofSeconds(20);

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    @Option(names = "--port", description = "Where to listen; 0 for any free port.", defaultValue = "9999")
    private int port;

    @Option(names = "--host", description = "Address to listen at.", defaultValue = "127.0.0.1")
    private String host = "127.0.0.1";

    @Option(names = "--watch", description = "Take over later changes of the file or of the subgraphs.")
    private boolean isWatching;

    @Option(names = "--no-introspection", description = "Do not tell clients about the schema.")
    private boolean isSilent;

    @Option(names = "--no-csrf-guard", description = "Answer GET without a header that web pages cannot send unseen.")
    private boolean isUnguarded;

    @Option(
            names = "--cors-origin",
            paramLabel = "ORIGIN",
            description =
                    "Web pages of this origin may read answers and open sockets, such as https://app.example.com; may be"
                            + " repeated. \"*\" alone lets every page read.")
    private List<String> corsOrigins = List.of();

    @Option(names = "--graphiql", description = "Serve a page to try queries.")
    private boolean hasPage;

    @Option(
            names = "--trusted-documents",
            description =
                    "A JSON file of documents by identifier, as Apollo's, Relay's or graphql-code-generator's tools write it.")
    private @Nullable Path trusted;

    @Option(names = "--only-trusted", description = "Refuse every document that --trusted-documents does not list.")
    private boolean isStrict;

    @Option(
            names = "--start-time",
            description = "How many seconds the first good schema may take.",
            defaultValue = "60")
    private int startSeconds;

    /** Where the schema comes from. */
    static final class Source {

        @Option(names = "--supergraph", description = "A composed supergraph in SDL.")
        private @Nullable Path supergraph;

        @Option(names = "--config", description = "A YAML file that lists subgraphs by name and url.")
        private @Nullable Path config;

        SchemaSource toSchemaSource(boolean isWatching) {
            if (supergraph != null) {
                return new SchemaSource.SupergraphFile(supergraph, isWatching);
            }
            if (config == null) {
                throw new CommandFailed("Give --supergraph FILE or --config FILE.");
            }
            return new SchemaSource.Subgraphs(SubgraphConfig.read(config), isWatching);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        GatewayOptions options = options();
        PrintWriter out = spec.commandLine().getOut();
        try (GatewayServer server = GatewayServer.start(options)) {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch ended = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                asked.countDown();
                awaitQuietly(ended);
            }));
            out.println("Serving " + server.url());
            out.flush();
            asked.await();
            server.close();
            ended.countDown();
            return 0;
        } catch (StartFailed | SubgraphConfig.InvalidConfig e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    private GatewayOptions options() {
        try {
            return GatewayOptions.of(source.toSchemaSource(isWatching))
                    .withAddress(host, port)
                    .withIntrospection(!isSilent)
                    .withCsrfGuard(!isUnguarded)
                    .withDevelopment(hasPage)
                    .withDocuments(documents())
                    .withCors(CorsOptions.of(corsOrigins))
                    .withTimes(Duration.ofSeconds(startSeconds), DRAIN);
        } catch (SubgraphConfig.InvalidConfig | IllegalArgumentException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    private DocumentOptions documents() {
        if (isStrict && trusted == null) {
            throw new CommandFailed("--only-trusted needs a list: give --trusted-documents FILE too.");
        }
        return new DocumentOptions(DocumentOptions.DEFAULT.learnedBytes(), trusted, isWatching, isStrict);
    }

    private static void awaitQuietly(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
