package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Subscriptions that share connections of HTTP/2 to a subgraph. */
class SharedStreamsIT {
    private static final int MANY = 250;
    /** What streams of one connection hold back at most before the subgraph has to wait. */
    private static final int EVENTS = 2_000;

    private static final String QUERY = "subscription { walletChanged { id } }";

    private final LiveSubgraph live = new LiveSubgraph();
    private final GatewayServer gateway = start();
    private final LiveProbe probe = new LiveProbe(gateway.url());

    private GatewayServer start() {
        SubgraphConfig config = new SubgraphConfig(
                List.of(new SubgraphConfig.Subgraph("live", live.url(), null, null, live.sharedUrl())),
                Duration.ofMillis(100));
        return GatewayServer.start(GatewayOptions.of(new SchemaSource.Subgraphs(config, true))
                .withAddress("127.0.0.1", 0)
                .withSubscriptions(SubscriptionOptions.DEFAULT
                        .withQueue(20, 4 * 1024 * 1024, 512 * 1024)
                        .withStall(Duration.ofSeconds(3))));
    }

    @AfterEach
    void stop() {
        probe.close();
        gateway.close();
        live.close();
    }

    private LiveSubgraph.Stream upstream(int number) {
        await().atMost(Duration.ofSeconds(20)).until(() -> live.streams().size() > number);
        return live.streams().get(number);
    }

    /** Subscribes until a stream shares the connection of the first: event loops have connections of their own. */
    private Pair companion() {
        Object connection = upstream(0).connection();
        for (int i = 1; i < MANY; i++) {
            LiveProbe.Stream client = probe.subscribe(QUERY);
            if (upstream(i).connection() == connection) {
                return new Pair(client, upstream(i));
            }
        }
        throw new AssertionError("no two streams share a connection");
    }

    private record Pair(LiveProbe.Stream client, LiveSubgraph.Stream upstream) {}

    @Test
    void many_subscriptions_take_few_connections_and_each_hears_its_own_events() {
        List<LiveProbe.Stream> streams = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            streams.add(probe.subscribe(QUERY));
            // In turn, so that the one belongs to the other.
            upstream(i);
        }
        assertThat(live.streams().stream()
                        .map(LiveSubgraph.Stream::connection)
                        .distinct()
                        .count())
                .isBetween(MANY / 100L, MANY / 10L);

        for (int i = 0; i < MANY; i++) {
            live.streams().get(i).send(LiveSubgraph.wallet(i, 1));
        }
        for (int i = 0; i < MANY; i++) {
            LiveProbe.Stream stream = streams.get(i);
            String event = "{\"data\":{\"walletChanged\":{\"id\":\"w" + i + "\"}}}";
            await().until(() -> stream.events("next").equals(List.of(event)));
        }
    }

    @Test
    void a_client_that_leaves_ends_its_own_stream_only() {
        LiveProbe.Stream leaver = probe.subscribe(QUERY);
        LiveSubgraph.Stream left = upstream(0);
        Pair stayer = companion();

        leaver.leave();
        await().until(left::isClosed);
        stayer.upstream().send(LiveSubgraph.wallet(7, 1));
        await().until(() -> stayer.client().events("next").size() == 1);
        assertThat(stayer.upstream().isClosed()).isFalse();
    }

    @Test
    void a_slow_client_holds_up_its_own_stream_only_and_is_ended() {
        LiveProbe.Stream slow = probe.subscribe(QUERY);
        LiveSubgraph.Stream held = upstream(0);
        Pair quick = companion();
        slow.stopReading();

        int sent = 0;
        while (sent < EVENTS && SubscriptionIT.goesOn(held)) {
            held.send(LiveSubgraph.largeWallet(sent++));
        }
        assertThat(sent).as("events sent before the subgraph is held up").isLessThan(EVENTS);
        quick.upstream().send(LiveSubgraph.wallet(7, 1));
        await().until(() -> quick.client().events("next").size() == 1);
        assertThat(held.isClosed()).as("ended before the other was told").isFalse();

        await().atMost(Duration.ofSeconds(20)).until(held::isClosed);
        slow.goOn();
        await().atMost(Duration.ofSeconds(20)).until(slow::isEnded);
        assertThat(slow.text()).contains("SUBSCRIBER_TOO_SLOW");
        quick.upstream().send(LiveSubgraph.wallet(8, 1));
        await().until(() -> quick.client().events("next").size() == 2);
    }
}
