package dev.coffer.core.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventContractTest {

    record Line(String sku, int count) {}

    record Order(String id, Instant at, long total, List<Line> lines, Line first) {}

    @Test
    void a_consumer_may_read_less_than_is_told() {
        record LineRead(String sku) {}
        record OrderRead(String id, List<LineRead> lines) {}
        assertThat(EventContract.problems(Order.class, OrderRead.class)).isEmpty();
    }

    @Test
    void a_removed_field_is_named_also_inside_of_others() {
        record LineRead(String sku, String colour) {}
        record OrderRead(String customer, List<LineRead> lines, LineRead first) {}
        assertThat(EventContract.problems(Order.class, OrderRead.class))
                .containsExactly(
                        "field customer is not told",
                        "field lines[].colour is not told",
                        "field first.colour is not told");
    }

    @Test
    void a_field_of_another_kind_is_named_with_both() {
        record OrderRead(int id, String total, Line lines, String at) {}
        assertThat(EventContract.problems(Order.class, OrderRead.class))
                .containsExactly(
                        "field id is told as text and read as number",
                        "field total is told as number and read as text",
                        "field lines is told as list of object and read as object");
    }

    @Test
    void fields_that_a_consumer_does_not_declare_are_ignored() {
        record LineRead(String sku) {}
        String envelope = """
            {"eventId":"e1","eventType":"a.b","version":1,"timestamp":"2026-11-21T00:00:00Z","tenantId":"acme",
             "correlationId":"c1","new":{"x":[1]},"data": {"sku":"a \\u00e4€","count":2,"new":{"x":[1]}} ,"key":"k","seq":3}
            """;

        Received<LineRead> received = new EventJson().received(envelope, LineRead.class);

        assertThat(received.data()).isEqualTo(new LineRead("a ä€"));
        assertThat(received.envelope().data()).isEqualTo("{\"sku\":\"a \\u00e4€\",\"count\":2,\"new\":{\"x\":[1]}}");
        assertThat(received.envelope().seq()).isEqualTo(3);
    }
}
