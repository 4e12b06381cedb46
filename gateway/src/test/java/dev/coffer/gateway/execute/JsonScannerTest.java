package dev.coffer.gateway.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonScannerTest {

    @Test
    void what_is_read_is_written_the_same_without_spaces() throws InvalidJson {
        String json = "{\"a\":[1,-0.5e+10,true,false,null,\"x\\u0041\\\\\"],\"é\":{\"\":{}},\"b\":[]}";
        assertThat(text(read(" " + json.replace(",", " , ") + "\n"))).isEqualTo(json);
    }

    @Test
    void keys_and_texts_are_unescaped() throws InvalidJson {
        JsonObject object = (JsonObject) read("{\"\\u0061\\n\":\"\\ud83d\\ude00\\/\\t\"}");
        assertThat(object.findText("a\n")).isEqualTo("😀/\t");
    }

    @Test
    void broken_json_is_refused_with_the_place() {
        for (String broken : List.of(
                "",
                "{",
                "[1,]",
                "{\"a\"}",
                "{\"a\":1,}",
                "{a:1}",
                "01",
                "1.",
                ".5",
                "-",
                "1e",
                "+1",
                "tru",
                "nul",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"a\nb\"",
                "1 2",
                "{}}",
                "NaN",
                "'a'")) {
            assertThatThrownBy(() -> read(broken)).as(broken).isInstanceOf(InvalidJson.class);
        }
        assertThatThrownBy(() -> read("{\"a\":x}")).hasMessageContaining("at byte 5");
    }

    @Test
    void broken_utf8_is_refused() {
        for (byte[] broken : List.of(
                bytes(0xc0, 0xaf),
                bytes(0xe0, 0x80, 0x80),
                bytes(0xed, 0xa0, 0x80),
                bytes(0xf5, 0x80, 0x80, 0x80),
                bytes(0xe2, 0x82),
                bytes(0x80))) {
            byte[] json = new byte[broken.length + 2];
            json[0] = '"';
            System.arraycopy(broken, 0, json, 1, broken.length);
            json[json.length - 1] = '"';
            assertThatThrownBy(() -> JsonScanner.read(json)).isInstanceOf(InvalidJson.class);
        }
    }

    @Test
    void deep_nesting_is_refused_instead_of_overflowing_the_stack() {
        assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(InvalidJson.class);
    }

    @Test
    void cut_or_changed_bytes_never_do_more_than_be_refused() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] json = "{\"a\":[{\"b\":\"é\\u0041\",\"c\":-1.5e3},null,true],\"d\":{\"e\":[]}}"
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = json.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            byte[] cut = java.util.Arrays.copyOf(changed, random.nextInt(changed.length) + 1);
            try {
                String written = text(JsonScanner.read(cut));
                assertThat(text(read(written))).as("seed %d", seed).isEqualTo(written);
            } catch (InvalidJson expected) {
                assertThat(expected).as("seed %d", seed).hasMessageContaining("at byte");
            }
        }
    }

    private static Json read(String json) throws InvalidJson {
        return JsonScanner.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Json json) {
        JsonBuffer out = new JsonBuffer(16);
        json.writeTo(out);
        return out.toText();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
