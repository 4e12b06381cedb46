package dev.coffer.kyc.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.TestService;
import dev.coffer.kyc.AtOnce;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Who gets at a document, by which link, and who decides on it. */
final class DocumentAccessIT extends DocumentStage {

    @Test
    void a_link_is_good_for_one_file_whoever_tries_at_once() throws Exception {
        DocumentClient.Announced selfie = client.announce(token(), "SELFIE");
        List<String> codes = AtOnce.run(8, i -> DocumentClient.putCode(selfie.url(), JPEG));
        assertThat(Collections.frequency(codes, "201")).isEqualTo(1);
        assertThat(codes).containsOnly("201", "KYC_LINK_USED");
        assertThat(filesOf(selfie.id())).isEqualTo(1);
    }

    @Test
    void a_link_that_was_changed_or_is_for_something_else_or_too_old_does_not_count() {
        DocumentClient.Announced selfie = client.announce(token(), "SELFIE");
        String url = selfie.url().toString();
        String changed = url.substring(0, url.length() - 2) + (url.endsWith("AA") ? "BB" : "AA");
        for (String wrong : List.of(changed, url.replace("documents/", "documents/A"))) {
            assertThat(DocumentClient.putCode(URI.create(wrong), JPEG)).isEqualTo("KYC_LINK_INVALID");
        }
        assertThat(DocumentClient.get(selfie.url()).statusCode()).isEqualTo(403);
        DocumentLinks links = service.bean(DocumentLinks.class);
        Paper paper = Objects.requireNonNull(service.bean(MongoDocuments.class).find(TENANT, selfie.id()))
                .paper();
        URI old = links.make(DocumentLinks.Purpose.UPLOAD, paper, Duration.ofMillis(-1))
                .url();
        assertThat(DocumentClient.putCode(old, JPEG)).isEqualTo("KYC_LINK_EXPIRED");
        URI down = links.make(DocumentLinks.Purpose.DOWNLOAD, paper, SOON).url();
        assertThat(DocumentClient.putCode(down, JPEG)).isEqualTo("KYC_LINK_INVALID");
        assertThat(filesOf(selfie.id())).isZero();
        assertThat(DocumentClient.putCode(selfie.url(), JPEG)).isEqualTo("201");
    }

    @Test
    void another_users_or_tenants_id_gets_nothing_by_any_operation() {
        String id = client.upload(token(), "PASSPORT", JPEG);
        Map<String, Object> input = Map.of("documentId", id);
        for (String stranger : List.of(tokens.user("eve"), tokens.user(user, "elsewhere", "user"))) {
            for (String mutation : List.of("confirmDocument", "requestDocumentDownload")) {
                assertThat(client.act(stranger, mutation, input)).isEqualTo("NOT_FOUND");
            }
            for (String mutation : List.of("requestDocumentReview", "decideDocument")) {
                Map<String, Object> full = mutation.equals("decideDocument")
                        ? Map.of("documentId", id, "userId", user, "accept", true)
                        : input;
                assertThat(client.act(stranger, mutation, full)).isEqualTo("FORBIDDEN");
            }
            assertThat(ask("query($id: ID!) { myKycDocument(id: $id) { id } }", id, stranger)
                            .at("/data/myKycDocument")
                            .isNull())
                    .isTrue();
            assertThat(service.ask("{ myKycDocuments { nodes { id } } }", stranger)
                            .at("/data/myKycDocuments/nodes")
                            .size())
                    .isZero();
            for (String query : List.of("kycDocument(id: $id) { id }", "kycDocuments(userId: $id) { nodes { id } }")) {
                assertThat(TestService.errorCode(ask("query($id: ID!) { " + query + " }", id, stranger)))
                        .isEqualTo("FORBIDDEN");
            }
        }
        String away = tokens.user("rita", "elsewhere", "admin");
        assertThat(client.act(away, "requestDocumentReview", input)).isEqualTo("NOT_FOUND");
        assertThat(client.act(away, "decideDocument", Map.of("documentId", id, "userId", user, "accept", true)))
                .isEqualTo("NOT_FOUND");
        assertThat(ask("query($id: ID!) { kycDocument(id: $id) { id } }", id, away)
                        .at("/data/kycDocument")
                        .isNull())
                .isTrue();
        assertThat(ask("query($id: ID!) { kycDocuments(userId: $id) { nodes { id } } }", user, away)
                        .at("/data/kycDocuments/nodes")
                        .size())
                .isZero();
        String operator = tokens.user("olga", TENANT, "operator");
        assertThat(client.act(operator, "requestDocumentReview", input)).isEqualTo("FORBIDDEN");
        assertThat(stored(id).getString("state")).isEqualTo("PROCESSING");
    }

    @Test
    void a_reviewer_decides_once_and_not_about_their_own() throws Exception {
        String id = client.upload(token(), "UTILITY_BILL", JPEG);
        Map<String, Object> reject =
                Map.of("userId", user, "documentId", id, "accept", false, "reason", "The date is missing");
        List<String> states = AtOnce.run(
                6, i -> new DocumentClient(i % 2 == 0 ? service : other).act(rita, "decideDocument", reject));
        assertThat(Collections.frequency(states, "REJECTED")).isEqualTo(1);
        assertThat(states).containsOnly("REJECTED", "KYC_DOCUMENT_NOT_WAITING");
        assertThat(ask("query($id: ID!) { myKycDocument(id: $id) { reason } }", id, token())
                        .at("/data/myKycDocument/reason")
                        .asString())
                .isEqualTo("The date is missing");
        String own = client.upload(rita, "UTILITY_BILL", JPEG);
        assertThat(client.act(rita, "decideDocument", Map.of("userId", "rita", "documentId", own, "accept", true)))
                .isEqualTo("KYC_DOCUMENT_OWN");
    }

    @Test
    void what_cannot_count_is_not_announced() {
        assertThat(client.act(token(), "requestDocumentUpload", Map.of("type", "PASSPORT")))
                .isEqualTo("KYC_DOCUMENT_EXPIRY_NEEDED");
        assertThat(client.act(token(), "requestDocumentUpload", Map.of("type", "PASSPORT", "expiresOn", "2020-01-01")))
                .isEqualTo("KYC_DOCUMENT_EXPIRED");
        assertThat(client.act(token(), "requestDocumentUpload", Map.of("type", "SELFIE", "side", "BACK")))
                .isEqualTo("KYC_DOCUMENT_SIDE_UNKNOWN");
        assertThat(client.act(token(), "requestDocumentUpload", Map.of("type", "SELFIE", "country", "Germany")))
                .isEqualTo("INVALID_INPUT");
        for (int i = 0; i < RequestUpload.MOST_UNCONFIRMED; i++) {
            client.announce(token(), "SELFIE");
        }
        assertThat(client.act(token(), "requestDocumentUpload", Map.of("type", "SELFIE")))
                .isEqualTo("KYC_DOCUMENTS_TOO_MANY");
    }
}
