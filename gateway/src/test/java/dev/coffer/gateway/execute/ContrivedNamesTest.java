package dev.coffer.gateway.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Names and keys that were made so that tables find them all in one place. */
class ContrivedNamesTest {
    /** Takes minutes where each is compared with each. */
    private static final int BITS = 17;

    private static final Duration BOUND = Duration.ofSeconds(5);

    /** "Aa" and "BB" have one hash in Java, and so has every sequence of them. */
    private static String name(int number) {
        return IntStream.range(0, BITS)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining());
    }

    @Test
    void members_with_one_hash_are_read_and_found_in_time() throws InvalidJson {
        int names = 1 << BITS;
        assertThat(name(1).hashCode()).isEqualTo(name(names - 1).hashCode());
        byte[] json = IntStream.range(0, names)
                .mapToObj(number -> "\"" + name(number) + "\":" + number)
                .collect(Collectors.joining(",", "{", "}"))
                .getBytes(StandardCharsets.UTF_8);
        long begun = System.nanoTime();

        JsonObject object = (JsonObject) JsonScanner.read(json);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND);
        assertThat(object.size()).isEqualTo(names);
        assertThat(String.valueOf(object.find(name(4_711)))).contains("4 bytes");
        assertThat(object.find("AaB")).isNull();
    }

    @Test
    void more_values_than_a_process_can_hold_are_not_read() {
        String json = "[" + "0,".repeat(JsonScanner.MAX_VALUES) + "0]";
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> JsonScanner.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidJson.class)
                .hasMessageContaining("more values");
    }
}
