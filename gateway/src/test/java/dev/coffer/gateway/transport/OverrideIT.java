package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A field that moves from one subgraph to another for a share of the requests, through a running gateway. */
class OverrideIT {
    private static final int REQUESTS = 400;
    private static final String LINK = "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.9\","
            + " import: [\"@key\", \"@override\"])\n";
    private static final String OLD = LINK + """
            type Query { bill: Bill! }
            type Bill @key(fields: "id") { id: ID! total: String! label: String! }
            """;
    private static final String NEW = LINK + """
            type Bill @key(fields: "id") {
              id: ID!
              total: String! @override(from: "old", label: "percent(30)")
              label: String! @override(from: "old", label: "labels-moved")
            }
            """;

    private final TestSubgraph old = new TestSubgraph(
            OLD,
            wiring -> wiring.type("Query", type -> type.dataFetcher("bill", environment -> bill("old"))),
            representation -> bill("old"));
    private final TestSubgraph fresh = new TestSubgraph(NEW, wiring -> {}, representation -> bill("new"));
    private final GatewayServer gateway = GatewayServer.start(GatewayOptions.of(new SchemaSource.Subgraphs(
                    new SubgraphConfig(
                            List.of(
                                    new SubgraphConfig.Subgraph("old", old.url()),
                                    new SubgraphConfig.Subgraph("new", fresh.url())),
                            Duration.ofMillis(100)),
                    false))
            .withAddress("127.0.0.1", 0)
            .withTimes(Duration.ofSeconds(20), Duration.ofSeconds(5))
            .withOverrideLabels(Set.of("labels-moved")));
    private final HttpProbe client = new HttpProbe(gateway.url());

    @AfterEach
    void stop() {
        client.close();
        gateway.close();
        fresh.close();
        old.close();
    }

    private static Map<String, Object> bill(String by) {
        return Map.of("__typename", "Bill", "id", "1", "total", by, "label", by);
    }

    private String ask(String correlationId, String field) {
        try {
            return client.send(client.post("{\"query\":\"{ bill { " + field + " } }\"}")
                            .header("x-correlation-id", correlationId))
                    .body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_share_of_the_requests_goes_to_the_new_subgraph_and_each_always_to_the_same() {
        List<String> first = IntStream.range(0, REQUESTS)
                .mapToObj(i -> ask("request-" + i, "total"))
                .toList();
        List<String> again = IntStream.range(0, REQUESTS)
                .mapToObj(i -> ask("request-" + i, "total"))
                .toList();

        assertThat(again).isEqualTo(first);
        // 120 are expected; five standard deviations of 9.2 either way.
        assertThat(first.stream().filter(answer -> answer.contains("\"total\":\"new\"")))
                .hasSizeBetween(74, 166);
        assertThat(first)
                .allMatch(answer -> answer.contains("\"total\":\"new\"") || answer.contains("\"total\":\"old\""));
        assertThat(fresh.calls()).hasSizeBetween(2 * 74, 2 * 166);
    }

    @Test
    void a_label_that_the_settings_name_moves_the_field_for_all() {
        assertThat(ask("any", "label")).isEqualTo("{\"data\":{\"bill\":{\"label\":\"new\"}}}");
    }
}
