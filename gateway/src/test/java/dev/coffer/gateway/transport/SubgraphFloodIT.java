package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many large answers at one time. */
class SubgraphFloodIT {
    private static final int AT_ONCE = 50;
    private static final int FIFTY_MB = 50_000_000;
    /** What the sockets of one connection may hold besides what was read. */
    private static final int SOCKET_BYTES = 12_000_000;

    private static final String HELD = "coffer_gateway_held_bytes{of=\"answers\"}";
    private static final String QUERY = "{ me { name title } }";

    @Test
    void fifty_answers_of_fifty_megabytes_at_once_are_not_taken_in() throws Exception {
        try (RawShop world = new RawShop(limits -> limits);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            world.raw.behave(out -> {
                out.write("HTTP/1.1 200 OK\r\n\r\n{\"data\":{\"_entities\":[{\"title\":\""
                        .getBytes(StandardCharsets.UTF_8));
                byte[] piece = "x".repeat(50_000).getBytes(StandardCharsets.UTF_8);
                for (int written = 0; written < FIFTY_MB; written += piece.length) {
                    out.write(piece);
                }
            });
            List<Future<JsonNode>> answers = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                answers.add(clients.submit(() -> world.client.read(QUERY)));
            }
            for (Future<JsonNode> answer : answers) {
                assertThat(answer.get().at("/data").toString())
                        .isEqualTo("{\"me\":{\"name\":\"User 1\",\"title\":null}}");
            }
            assertThat(world.raw.written())
                    .as("of 2,500,000,000 bytes")
                    .isLessThan((long) AT_ONCE * (RawShop.ANSWER_BYTES + SOCKET_BYTES));
            assertThat(world.figure(HELD)).isZero();
        }
    }

    @Test
    void answers_that_wait_for_their_end_hold_no_more_together_than_the_process_may() throws Exception {
        int most = 4 * RawShop.ANSWER_BYTES;
        String begin = RawSubgraph.entity("\"title\":\"" + "x".repeat(RawShop.ANSWER_BYTES - 1_000) + "\"");
        CountDownLatch goOn = new CountDownLatch(1);
        try (RawShop world = new RawShop(
                        limits -> limits.withTimes(java.time.Duration.ofSeconds(20), java.time.Duration.ofSeconds(20))
                                .withHeld(1_000_000, most));
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            byte[] whole = begin.getBytes(StandardCharsets.UTF_8);
            world.raw.behave(out -> {
                out.write(whole, 0, whole.length - 1);
                goOn.await();
                out.write(whole, whole.length - 1, 1);
            });
            List<Future<JsonNode>> answers = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                answers.add(clients.submit(() -> world.client.read(QUERY)));
            }
            await().until(() ->
                    answers.stream().filter(Future::isDone).count() >= AT_ONCE - 4 && world.figure(HELD) > 0);
            assertThat(world.figure(HELD)).isLessThanOrEqualTo(most);
            goOn.countDown();

            int complete = 0;
            for (Future<JsonNode> answer : answers) {
                JsonNode one = answer.get();
                assertThat(one.at("/data/me/name").asString()).isEqualTo("User 1");
                if (one.at("/data/me/title").isNull()) {
                    assertThat(one.at("/errors/0/message").asString()).contains("no room");
                } else {
                    complete++;
                }
            }
            assertThat(complete).isBetween(1, 4);
            assertThat(world.figure(HELD)).isZero();
            assertThat(world.logged()).contains("holds as much of answers as it may");
            assertThat(world.client.read(QUERY).at("/data/me/title").asString()).hasSize(RawShop.ANSWER_BYTES - 1_000);
        } finally {
            goOn.countDown();
        }
    }

    @Test
    void a_large_entity_at_very_many_places_is_not_copied_to_all_of_them() throws Exception {
        int places = 20_000;
        try (RawShop world = new RawShop(limits -> limits)) {
            world.shop.accounts.misbehave(exchange -> TestSubgraph.answer(
                    exchange,
                    200,
                    "{\"data\":{\"users\":["
                            + "{\"__typename\":\"User\",\"id\":\"1\"},".repeat(places)
                            + "{\"__typename\":\"User\",\"id\":\"1\"}]}}"));
            world.raw.behave(RawSubgraph.text(RawSubgraph.entity("\"tags\":[" + "\"a\",".repeat(10_000) + "\"a\"]")));

            String answer = world.client.ask("{ users { id tags } }");

            assertThat(answer.length()).isLessThan(10 * RawShop.ANSWER_BYTES);
            assertThat(answer).contains("answered more than the gateway accepts", "\"tags\":null");
        }
    }
}
