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
    void names_that_were_asked_for_are_kept_with_the_plan_and_made_up_ones_are_not() throws InvalidJson {
        Executable executable = new Executable(PlanFixtures.plan(
                PlanFixtures.selection("Query", PlanFixtures.field("users", PlanFixtures.STRING)),
                PlanFixtures.root(0, "a", PlanFixtures.leaf("users"))));

        assertThat(kept(executable, "{\"data\":{\"users\":[{\"id\":1}]}}")).isTrue();
        assertThat(kept(executable, "{\"data\":{\"users\":[{\"id\":2}]}}")).isTrue();
        assertThat(kept(executable, "{\"" + "n".repeat(100_000) + "\":1}")).isFalse();
        assertThat(kept(executable, many())).isFalse();
        assertThat(kept(executable, "{\"data\":null}")).isTrue();
    }

    private static boolean kept(Executable executable, String answer) throws InvalidJson {
        MemberNames borrowed = executable.borrowNames(0);
        JsonScanner.read(bytes(answer), borrowed);
        executable.giveBack(0, borrowed);
        return executable.borrowNames(0) == borrowed;
    }

    private static String many() {
        return IntStream.range(0, 2_000)
                .mapToObj(number -> "{\"" + "n".repeat(40) + number + "\":1}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
