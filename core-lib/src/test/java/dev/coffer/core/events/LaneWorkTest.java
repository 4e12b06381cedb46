package dev.coffer.core.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneWorkTest {

    private final List<List<String>> runs = new ArrayList<>();

    record Told(String name) {}

    record Other(String name) {}

    private static Delivery delivery(String type, int place) {
        String id = Integer.toString(place);
        String data = "{\"name\": \"" + type + place + "\"}";
        EventEnvelope envelope =
                new EventEnvelope(id, type, 1, Instant.EPOCH, "main", null, id, null, null, "key", place, data);
        return new Delivery(new StreamId(place, 0), type, "key", new EventJson().envelope(envelope), null);
    }

    private void handle(Consumer consumer, String... types) {
        List<Delivery> deliveries = new ArrayList<>();
        for (int place = 0; place < types.length; place++) {
            deliveries.add(delivery(types[place], place + 1));
        }
        new LaneWork(consumer).handle(deliveries, noStore());
    }

    /** The handlers here write nothing. */
    @SuppressWarnings("NullAway")
    private static UnitOfWork noStore() {
        return null;
    }

    private void note(List<Received<Object>> events) {
        runs.add(events.stream()
                .map(event -> event.data() instanceof Told(String name) ? name : ((Other) event.data()).name())
                .toList());
    }

    @Test
    void types_of_one_handler_share_a_run_in_their_order() {
        BatchHandler<Object> same = (events, unit) -> note(events);
        handle(
                Consumer.named("one")
                        .from("there")
                        .onBatch("a", Told.class, same)
                        .onBatch("b", Other.class, same),
                "a",
                "b",
                "b",
                "a");

        assertThat(runs).containsExactly(List.of("a1", "b2", "b3", "a4"));
    }

    @Test
    void another_handler_between_ends_a_run_so_that_the_order_is_kept() {
        BatchHandler<Object> same = (events, unit) -> note(events);
        BatchHandler<Object> other = (events, unit) -> note(events);
        handle(
                Consumer.named("one")
                        .from("there")
                        .onBatch("a", Told.class, same)
                        .onBatch("b", Other.class, same)
                        .onBatch("c", Told.class, other),
                "a",
                "b",
                "c",
                "c",
                "a");

        assertThat(runs).isEqualTo(Arrays.asList(List.of("a1", "b2"), List.of("c3", "c4"), List.of("a5")));
    }
}
