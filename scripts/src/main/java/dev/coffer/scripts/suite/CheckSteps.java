package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Paula, who goes from no tier to STANDARD without a person, by documents that the simulator believes, and one that it does not. */
final class CheckSteps {

    private static final String CENT =
            "query C($m: MoneyInput!) { checkLimit(operation: DEPOSIT, amount: $m) { isAllowed neededTier } }";
    private static final String EUR = "EUR";
    private static final String MINE = "{ myKyc { tier state requirements { requirement isMet missing } } }";
    private static final Map<String, Object> GOOD = Map.of("number", "C01X00T47", "expiresOn", "2099-12-31");

    private final GatewayClient client;
    private final Person paula;
    private final Person otto;
    private final Person rosa;
    private final Staff staff;
    private final String run = UUID.randomUUID().toString();

    CheckSteps(GatewayClient client, Staff staff) {
        this.client = client;
        this.paula = Person.unknown(client, "paula");
        this.otto = Person.unknown(client, "otto");
        this.rosa = Person.unknown(client, "rosa");
        this.staff = staff;
    }

    void addTo(Suite suite) {
        passing(suite);
        failing(suite);
    }

    private void passing(Suite suite) {
        // In development payment-service lets users pay in of whose tier it was told nothing: the verification says
        // what holds.
        suite.step("without a tier no deposit is allowed", () -> {
                    paula.join("Paula");
                    Check.equal("NONE", paula.ask(MINE).ok().text("/myKyc/tier"), "the tier");
                    Check.equal(
                            "BASIC",
                            paula.ask(CENT, Map.of("m", Map.of("amount", "0.01", "currency", "EUR")))
                                    .ok()
                                    .text("/checkLimit/neededTier"),
                            "the tier that a cent needs");
                })
                .step("a document that is not genuine is rejected, and its owner is told why", () -> {
                    submit(paula, "Lovelace");
                    send(paula, "SELFIE", Map.of());
                    send(paula, "PASSPORT", Map.of("number", "FORGED-1", "expiresOn", "2099-12-31"));
                    Check.equal("IN_REVIEW", Verified.start(paula, "STANDARD"), "the state");
                    Person.await(
                            "the reason",
                            () -> missing(paula, "IDENTITY_DOCUMENT").contains("not to be genuine"));
                })
                .step("another one passes its checks, and the tier is granted without a person", () -> {
                    send(paula, "PASSPORT", GOOD);
                    awaitTier("STANDARD");
                    Check.equal("APPROVED", paula.ask(MINE).ok().text("/myKyc/state"), "the state");
                })
                .step("a deposit up to the tier's maximum passes, and one cent above it does not", () -> {
                    Check.refusal(deposit("5000.01", "above"), "/deposit", "LIMIT_EXCEEDED");
                    Check.equal("COMPLETED", deposit("5000.00", "edge").ok().text("/deposit/status"), "the status");
                });
    }

    private void failing(Suite suite) {
        suite.step("what the checks cannot tell is a reviewer's, who sees them and asks for more", () -> {
                    otto.join("Otto");
                    staff.join(rosa, "admin");
                    submit(otto, "Unsure");
                    send(otto, "SELFIE", Map.of());
                    send(otto, "PASSPORT", GOOD);
                    Verified.start(otto, "STANDARD");
                    Person.await("the checks", () -> checks().contains("INCONCLUSIVE"));
                    Check.error(
                            otto.ask(
                                    "query C($id: ID!) { kycChecks(userId: $id) { nodes { id } } }",
                                    Map.of("id", otto.id())),
                            "FORBIDDEN");
                    Verified.claim(rosa, otto);
                    Mutations.done(
                            rosa,
                            "requestMoreInformation",
                            Map.of("userId", otto.id(), "text", "Your passport without glare"),
                            "... on KycProfile { state }",
                            "/state");
                    Check.equal("PENDING", otto.ask(MINE).ok().text("/myKyc/state"), "the state");
                })
                .step("a reviewer's word on each document is evidence enough for the decision", () -> {
                    Verified.start(otto, "STANDARD");
                    Verified.claim(rosa, otto);
                    Answer sent =
                            otto.ask("{ myKycDocuments { nodes { id } } }").ok();
                    sent.at("/myKycDocuments/nodes")
                            .forEach(document -> Mutations.done(
                                    rosa,
                                    "decideDocument",
                                    Map.of(
                                            "userId", otto.id(),
                                            "documentId", document.path("id").asString(),
                                            "accept", true),
                                    "... on KycDocument { state }",
                                    "/state"));
                    Person.await("the evidence", () -> missing(otto, "SELFIE").isEmpty());
                    Check.equal("APPROVED", Verified.approve(rosa, otto), "the state");
                });
    }

    private static void submit(Person person, String familyName) {
        Map<String, Object> input = new HashMap<>(Verified.ADA);
        input.put("familyName", familyName);
        Mutations.done(person, "submitPersonalData", input, "", "/__typename");
    }

    private void send(Person person, String type, Map<String, Object> more) {
        DocumentSteps.send(client, person, type, more);
    }

    /** What is missing of it; empty when nothing is. */
    private static String missing(Person person, String requirement) {
        String[] missing = {""};
        person.ask(MINE).ok().at("/myKyc/requirements").forEach(one -> {
            if (one.path("requirement").asString().equals(requirement)) {
                missing[0] = one.path("missing").asString("");
            }
        });
        return missing[0];
    }

    private String checks() {
        return rosa.ask(
                        "query C($id: ID!) { kycChecks(userId: $id) { nodes { kind state reasons } } }",
                        Map.of("id", otto.id()))
                .ok()
                .at("/kycChecks/nodes")
                .toString();
    }

    private void awaitTier(String tier) {
        Person.await(
                "the tier " + tier,
                () -> paula.ask("{ myLimits { tier } }")
                        .ok()
                        .text("/myLimits/tier")
                        .equals(tier));
    }

    private Answer deposit(String amount, String key) {
        return paula.deposit(paula.wallet(EUR), amount, EUR, run + "-check-" + key);
    }
}
