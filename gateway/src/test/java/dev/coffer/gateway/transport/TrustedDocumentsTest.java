package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TrustedDocumentsTest {
    /** The example of the GraphQL over HTTP specification's appendix on persisted documents. */
    private static final String SPECIFICATIONS = "query($id:ID!){user(id:$id){name}}";

    private static final String SPECIFICATIONS_HASH =
            "71f7dc5758652baac68e4a10c50be732b741c892ade2883a99358f52b555286b";

    @Test
    void the_hash_is_the_one_that_the_specification_gives() {
        assertThat(DocumentHash.of(SPECIFICATIONS)).isEqualTo(SPECIFICATIONS_HASH);
    }

    @Test
    void an_object_of_identifiers_and_texts_is_read() throws Exception {
        TrustedDocuments read = TrustedDocuments.read(
                "{\"a\":\"{ me { id } }\",\"sha256:" + SPECIFICATIONS_HASH + "\":\"" + SPECIFICATIONS + "\"}");

        assertThat(read.size()).isEqualTo(2);
        assertThat(read.find(new DocumentId("a", false))).isEqualTo("{ me { id } }");
        assertThat(read.find(new DocumentId(SPECIFICATIONS_HASH, true))).isEqualTo(SPECIFICATIONS);
        assertThat(read.find(new DocumentId(DocumentHash.of("{ me { id } }"), true)))
                .isEqualTo("{ me { id } }");
        assertThat(read.find(new DocumentId("b", false))).isNull();
        assertThat(read.contains(SPECIFICATIONS)).isTrue();
        assertThat(read.contains("{ me { name } }")).isFalse();
    }

    @Test
    void apollos_manifest_is_read() throws Exception {
        TrustedDocuments read = TrustedDocuments.read(
                "{\"format\":\"apollo-persisted-query-manifest\",\"version\":1,\"operations\":[{\"id\":\"x1\",\"name\":\"Q\","
                        + "\"type\":\"query\",\"body\":\"query Q { me { id } }\"}]}");

        assertThat(read.find(new DocumentId("x1", false))).isEqualTo("query Q { me { id } }");
    }

    @Test
    void everything_that_is_wrong_with_a_list_is_named() {
        assertFaults("[]", "one JSON object");
        assertFaults("{", "not JSON");
        assertFaults("{\"format\":\"other\"}", "\"format\" has to be");
        assertFaults("{\"format\":\"apollo-persisted-query-manifest\"}", "\"operations\" has to be a list");
        assertFaults(
                "{\"format\":\"apollo-persisted-query-manifest\",\"operations\":[{\"body\":\"{ me }\"},7]}",
                "operations[0] has no \"id\"",
                "operations[1] has no \"id\"");
        assertFaults("{\"a\":7,\"b\":\" \"}", "a: its text is missing", "b: its text is missing");
        assertFaults("{\"a\":\"{ me {\"}", "a: ", "line");
        assertFaults(
                "{\"sha256:" + SPECIFICATIONS_HASH + "\":\"{ me { id } }\"}",
                "the hash of its text is " + DocumentHash.of("{ me { id } }"));
        assertFaults(
                "{\"format\":\"apollo-persisted-query-manifest\",\"operations\":[{\"id\":\"a\",\"body\":\"{ me }\"},"
                        + "{\"id\":\"a\",\"body\":\"{ you }\"}]}",
                "a: listed twice");
    }

    private static void assertFaults(String json, String... words) {
        assertThatThrownBy(() -> TrustedDocuments.read(json))
                .isInstanceOf(TrustedDocuments.InvalidList.class)
                .message()
                .contains(words);
    }
}
