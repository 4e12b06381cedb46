package dev.coffer.gateway.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

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

    @Test
    void a_repeated_name_replaces_the_earlier_value_in_its_place() throws InvalidJson {
        assertThat(text(read("{\"a\":1,\"b\":2,\"a\":3,\"\\u0061\":4,\"c\":5}")))
                .isEqualTo("{\"a\":4,\"b\":2,\"c\":5}");
        assertThat(text(read("[{\"a\":1,\"b\":2},{\"b\":1,\"a\":2},{\"a\":1,\"b\":2,\"a\":3}]")))
                .isEqualTo("[{\"a\":1,\"b\":2},{\"b\":1,\"a\":2},{\"a\":3,\"b\":2}]");
    }

    @Test
    void what_ends_a_run_of_plain_text_is_found_at_every_place_of_it() throws InvalidJson {
        for (int before = 0; before < 40; before++) {
            for (String special : List.of("", "\\n", "\\u00e9", "é", "😀", "\\\"", "\u007f", " ")) {
                String inside = "x".repeat(before) + special + "y".repeat(before % 11);
                assertThat(text(read('"' + inside + '"'))).isEqualTo('"' + inside + '"');
                assertThat(((JsonObject) read("{\"" + inside + "\":7}")).size()).isEqualTo(1);
            }
            for (String broken : List.of("\u0000", "\u001f", "\n", "\\", "\"x")) {
                String json = '"' + "x".repeat(before) + broken + "y".repeat(before % 11) + '"';
                assertThatThrownBy(() -> read(json)).as(json).isInstanceOf(InvalidJson.class);
            }
        }
    }

    @Test
    void any_document_is_read_as_by_another_reader() throws InvalidJson {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Object document = document(random, 0);
            String json = JsonMapper.shared().writeValueAsString(document);
            assertThat(JsonMapper.shared().readTree(text(read(json))))
                    .as("seed %d: %s", seed, json)
                    .isEqualTo(JsonMapper.shared().readTree(json));
        }
    }

    /** Lists of objects that are mostly alike, objects with many members, names of which one begins another. */
    private static Object document(Random random, int depth) {
        return switch (random.nextInt(depth > 4 ? 3 : 6)) {
            case 0 -> random.nextInt(2_000) - 1_000;
            case 1 -> "text \" \\ é " + random.nextInt(10);
            case 2 -> random.nextBoolean();
            case 3 -> {
                List<Object> list = new ArrayList<>();
                Map<String, Object> alike = members(random, depth, 1 + random.nextInt(6));
                for (int n = random.nextInt(8); n > 0; n--) {
                    Map<String, Object> one = new LinkedHashMap<>(alike);
                    if (random.nextInt(3) == 0) {
                        one.putAll(members(random, depth + 1, 2));
                    }
                    one.remove("n" + random.nextInt(40));
                    list.add(one);
                }
                yield list;
            }
            case 4 -> members(random, depth, random.nextInt(10) == 0 ? 200 : random.nextInt(8));
            default -> List.of(document(random, depth + 1), document(random, depth + 1));
        };
    }

    private static Map<String, Object> members(Random random, int depth, int count) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            members.put("n" + random.nextInt(count > 20 ? 5_000 : 40), document(random, depth + 2));
        }
        return members;
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
