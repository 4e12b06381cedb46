package dev.coffer.gateway.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Names that one document taught are of use in the next, and never more than that. */
class MemberNamesTest {
    private final MemberNames names = new MemberNames();

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String written(Json json) {
        JsonBuffer out = new JsonBuffer(16);
        json.writeTo(out);
        return out.toText();
    }

    @Test
    void documents_with_other_names_are_read_as_if_each_were_the_first() throws InvalidJson {
        List<String> documents = List.of(
                "{\"id\":1,\"name\":\"a\"}",
                "{\"id\":1,\"name\":\"a\"}",
                "{\"name\":\"a\",\"id\":1}",
                "{\"id\":1}",
                "{\"id\":1,\"name\":\"a\",\"more\":{\"id\":2,\"name\":[{\"id\":3},{}]}}",
                "{\"id\":1,\"names\":\"a\"}",
                "{\"i\\u0064\":1,\"name\":\"a\"}",
                "{}",
                "{\"\":1}",
                "{\"id\":1,\"name\":\"a\"}");
        for (String document : documents) {
            assertThat(written(JsonScanner.read(bytes(document), names)))
                    .isEqualTo(written(JsonScanner.read(bytes(document))));
        }
        assertThat(names.isWorthKeeping()).isTrue();
    }

    @Test
    void what_is_added_to_an_object_of_one_document_is_not_in_those_of_the_next() throws InvalidJson {
        JsonObject first = (JsonObject) JsonScanner.read(bytes("{\"id\":1}"), names);
        first.put("name", JsonScalar.TRUE);
        JsonObject second = (JsonObject) JsonScanner.read(bytes("{\"id\":2}"), names);

        assertThat(written(first)).isEqualTo("{\"id\":1,\"name\":true}");
        assertThat(written(second)).isEqualTo("{\"id\":2}");
    }

    @Test
    void a_broken_document_teaches_nothing_wrong() throws InvalidJson {
        for (String broken :
                List.of("{\"id\":", "{\"id\"", "{\"id\":1,\"na", "{\"id\":1,\"name\":nul", "{\"id\":[{\"id\":}]}")) {
            assertThatThrownBy(() -> JsonScanner.read(bytes(broken), names)).isInstanceOf(InvalidJson.class);
        }

        assertThat(written(JsonScanner.read(bytes("{\"id\":1,\"name\":2}"), names)))
                .isEqualTo("{\"id\":1,\"name\":2}");
    }

    @Test
    void names_without_end_and_endless_names_are_forgotten_with_their_document() throws InvalidJson {
        MemberNames many = new MemberNames();
        JsonScanner.read(
                bytes(IntStream.range(0, 2_000)
                        .mapToObj(number -> "{\"n" + number + "\":1}")
                        .collect(Collectors.joining(",", "[", "]"))),
                many);
        MemberNames few = new MemberNames();
        JsonScanner.read(bytes("{\"" + "n".repeat(100_000) + "\":1}"), few);

        assertThat(many.isWorthKeeping()).isFalse();
        assertThat(few.isWorthKeeping()).isFalse();
    }
}
