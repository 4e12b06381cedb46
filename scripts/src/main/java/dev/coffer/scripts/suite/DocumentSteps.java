package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Dora, who sends documents, good ones and bad ones; a reviewer, who sees them; and somebody whom they are no business of. */
final class DocumentSteps {

    private static final String DOCUMENT = "... on KycDocument { id state reason }";
    private static final String LINK = "... on KycDocumentLink { url document { id } }";
    private static final int CREATED = 201;

    private final GatewayClient client;
    private final Person dora;
    private final Person eve;
    private final Person rolf;
    private final Staff staff;
    private String bill = "";
    private String used = "";

    DocumentSteps(GatewayClient client, Staff staff) {
        this.client = client;
        this.dora = Person.unknown(client, "dora");
        this.eve = Person.unknown(client, "eve");
        this.rolf = Person.unknown(client, "rolf");
        this.staff = staff;
    }

    void addTo(Suite suite) {
        announcements(suite);
        files(suite);
        readers(suite);
    }

    /** @param id of the document @param url where its file goes */
    record Announced(String id, String url) {}

    static Announced announce(Person by, String type, Map<String, Object> more) {
        Map<String, Object> input = new HashMap<>(Map.of("type", type));
        input.putAll(more);
        Answer answer = Mutations.ask(by, "requestDocumentUpload", input, LINK).ok();
        return new Announced(
                answer.text("/requestDocumentUpload/document/id"), answer.text("/requestDocumentUpload/url"));
    }

    static HttpRequest put(String url, byte[] file) {
        return HttpRequest.newBuilder(URI.create(url))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(file))
                .build();
    }

    /** Announces, sends and confirms. @return the document's id */
    static String send(GatewayClient client, Person by, String type, Map<String, Object> more) {
        Announced announced = announce(by, type, more);
        HttpResponse<String> stored = client.raw(put(announced.url(), SamplePapers.png()));
        Check.equal(CREATED, stored.statusCode(), "the status of the upload");
        Mutations.done(by, "confirmDocument", Map.of("documentId", announced.id()), DOCUMENT, "/state");
        return announced.id();
    }

    private void announcements(Suite suite) {
        suite.step("a document is announced with what it needs", () -> {
            dora.join("Dora");
            eve.join("Eve");
            staff.join(rolf, "admin");
            refuseAnnounced(Map.of("type", "PASSPORT"), "KYC_DOCUMENT_EXPIRY_NEEDED");
            refuseAnnounced(Map.of("type", "PASSPORT", "expiresOn", "2020-01-01"), "KYC_DOCUMENT_EXPIRED");
            refuseAnnounced(Map.of("type", "SELFIE", "side", "BACK"), "KYC_DOCUMENT_SIDE_UNKNOWN");
            refuseAnnounced(Map.of("type", "UTILITY_BILL"), "KYC_DOCUMENT_ISSUE_NEEDED");
            refuseAnnounced(Map.of("type", "UTILITY_BILL", "issuedOn", "2020-01-02"), "KYC_DOCUMENT_TOO_OLD");
            Announced selfie = announce(dora, "SELFIE", Map.of());
            Mutations.refused(dora, "confirmDocument", Map.of("documentId", selfie.id()), "KYC_DOCUMENT_NOT_UPLOADED");
            used = selfie.url();
        });
    }

    /** By the service's clock: Dora was first heard of a moment ago. */
    private String today() {
        String updatedAt = dora.ask("{ myKyc { updatedAt } }").ok().text("/myKyc/updatedAt");
        return updatedAt.substring(0, "2026-01-02".length());
    }

    private void refuseAnnounced(Map<String, Object> input, String code) {
        Mutations.refused(dora, "requestDocumentUpload", input, code);
    }

    private void files(Suite suite) {
        suite.step("what is no picture and no page, or more than that, is refused by name", () -> {
                    Map<String, byte[]> hostile = new LinkedHashMap<>();
                    hostile.put("KYC_FILE_EMPTY", new byte[0]);
                    hostile.put("KYC_FILE_TYPE_UNKNOWN", SamplePapers.page());
                    hostile.put("KYC_FILE_TOO_LARGE", SamplePapers.tooLarge());
                    hostile.put("KYC_FILE_TRUNCATED", SamplePapers.cut());
                    hostile.put("KYC_FILE_MALFORMED", SamplePapers.damaged());
                    hostile.put("KYC_FILE_BEYOND_END", SamplePapers.withArchive());
                    hostile.put("KYC_FILE_BOMB", SamplePapers.bomb());
                    hostile.put("KYC_FILE_ACTIVE_CONTENT", SamplePapers.pdf("<< /S /JavaScript /JS (app.alert(1)) >>"));
                    hostile.put("KYC_FILE_ENCRYPTED", SamplePapers.pdf("<< /Encrypt 2 0 R >>"));
                    hostile.forEach((code, file) ->
                            refuseFile(announce(dora, "OTHER", Map.of()).url(), file, code));
                })
                .step("a link is good for one file, and for no other use", () -> {
                    Check.equal(
                            CREATED, client.raw(put(used, SamplePapers.png())).statusCode(), "the status");
                    refuseFile(used, SamplePapers.png(), "KYC_LINK_USED");
                    refuseFile(used.substring(0, used.length() - 2) + "xx", SamplePapers.png(), "KYC_LINK_INVALID");
                })
                .step("more than a few are not kept waiting", () -> {
                    Answer last = announceAnother();
                    for (int i = 0;
                            i < 20 && last.at("/requestDocumentUpload/code").isMissingNode();
                            i++) {
                        last = announceAnother();
                    }
                    Check.refusal(last, "/requestDocumentUpload", "KYC_DOCUMENTS_TOO_MANY");
                });
    }

    private Answer announceAnother() {
        return Mutations.ask(eve, "requestDocumentUpload", Map.of("type", "OTHER"), LINK)
                .ok();
    }

    private void refuseFile(String url, byte[] file, String code) {
        Check.equal(code, client.send(put(url, file)).codes().getFirst(), "the code");
    }

    private void readers(Suite suite) {
        suite.step("a document is its owner's and the reviewers', and nobody else's", () -> {
                    bill = send(client, dora, "UTILITY_BILL", Map.of("issuedOn", today()));
                    Map<String, Object> input = Map.of("documentId", bill);
                    String mine = Mutations.done(dora, "requestDocumentDownload", input, LINK, "/url");
                    HttpResponse<String> file =
                            client.raw(HttpRequest.newBuilder(URI.create(mine)).build());
                    Check.equal(200, file.statusCode(), "the status");
                    Check.equal(
                            "nosniff",
                            file.headers().firstValue("X-Content-Type-Options").orElse(""),
                            "the header");
                    Check.error(Mutations.ask(eve, "requestDocumentDownload", input), "NOT_FOUND");
                    Check.error(Mutations.ask(eve, "confirmDocument", input), "NOT_FOUND");
                    Check.error(Mutations.ask(eve, "requestDocumentReview", input), "FORBIDDEN");
                    Mutations.done(rolf, "requestDocumentReview", input, LINK, "/url");
                })
                .step("a reviewer says why a document does not count, and its owner reads it", () -> {
                    Map<String, Object> reject = new HashMap<>(Map.of(
                            "userId", dora.id(), "documentId", bill, "accept", false, "reason", "No date on it"));
                    Check.error(Mutations.ask(eve, "decideDocument", reject), "FORBIDDEN");
                    Mutations.done(rolf, "decideDocument", reject, DOCUMENT, "/state");
                    Mutations.refused(rolf, "decideDocument", reject, "KYC_DOCUMENT_NOT_WAITING");
                    reject.put("userId", rolf.id());
                    Mutations.refused(rolf, "decideDocument", reject, "KYC_DOCUMENT_OWN");
                    Answer mine = dora.ask("{ myKycDocuments(first: 1) { nodes { state reason } } }")
                            .ok();
                    Check.equal("REJECTED", mine.text("/myKycDocuments/nodes/0/state"), "the state");
                    Check.equal("No date on it", mine.text("/myKycDocuments/nodes/0/reason"), "the reason");
                });
    }
}
