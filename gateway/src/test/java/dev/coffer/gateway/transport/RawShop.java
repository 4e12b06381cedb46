package dev.coffer.gateway.transport;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** A gateway before an honest subgraph and one, named {@value #NAME}, that does whatever a test says; with what operators see of it. */
final class RawShop implements AutoCloseable {
    static final String NAME = "scoundrel";
    /** For one call. */
    static final Duration CALL = Duration.ofSeconds(1);
    /** For a machine that has other things to do as well. */
    static final Duration MARGIN = Duration.ofSeconds(3);

    static final int ANSWER_BYTES = 1_000_000;

    final Shop shop = new Shop();
    final RawSubgraph raw;
    final GatewayServer gateway;
    final HttpProbe client;
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.coffer.gateway");

    RawShop(UnaryOperator<GatewayLimits> change) throws IOException {
        raw = new RawSubgraph();
        GatewayLimits limits = change.apply(
                GatewayLimits.DEFAULT.withTimes(Duration.ofSeconds(10), CALL).withSubgraphAnswerBytes(ANSWER_BYTES));
        gateway = GatewayServer.start(GatewayOptions.of(new SchemaSource.Subgraphs(
                        new SubgraphConfig(
                                List.of(
                                        new SubgraphConfig.Subgraph("accounts", shop.accounts.url()),
                                        new SubgraphConfig.Subgraph(NAME, raw.url())),
                                Duration.ofMillis(100)),
                        false))
                .withAddress("127.0.0.1", 0)
                .withTimes(Duration.ofSeconds(20), Duration.ofSeconds(5))
                .withLimits(limits));
        client = new HttpProbe(gateway.url());
        lines.start();
        logger.addAppender(lines);
    }

    /** What was logged since the last time. */
    String logged() {
        String text = List.copyOf(lines.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .collect(Collectors.joining("\n"));
        lines.list.clear();
        return text;
    }

    /** A figure of the gateway; 0 where there is none yet. */
    double figure(String name) throws IOException, InterruptedException {
        return client.send(client.request("/metrics"))
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    double failedCalls() throws IOException, InterruptedException {
        return figure("coffer_gateway_fetches_failed_seconds_count{subgraph=\"" + NAME + "\"}");
    }

    @Override
    public void close() {
        logger.detachAppender(lines);
        client.close();
        gateway.close();
        raw.close();
        shop.close();
    }
}
