package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.LiveEvents;
import dev.coffer.scripts.client.Person;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Nora, who is verified step by step, two reviewers, and what payment-service lets her do at each tier. */
final class KycSteps {

    private static final String EUR = "EUR";
    private static final String STATE = "... on KycProfile { state }";
    private static final String MINE =
            "{ me { kyc { tier state reason requirements { requirement isMet missing } } } }";

    private final Person nora;
    private final Person rita;
    private final Person ralf;
    private final Person payee;
    private final Staff staff;
    private final String run = UUID.randomUUID().toString();

    KycSteps(GatewayClient client, Staff staff) {
        this.nora = Person.unknown(client, "nora");
        this.rita = Person.unknown(client, "rita");
        this.ralf = Person.unknown(client, "ralf");
        this.payee = Person.unknown(client, "payee");
        this.staff = staff;
    }

    void addTo(Suite suite) {
        data(suite);
        basic(suite);
        enhanced(suite);
        suspension(suite);
    }

    private void data(Suite suite) {
        suite.step("a request waits for personal data, and what is missing is said", () -> {
                    nora.join("Nora");
                    staff.join(rita, "admin");
                    staff.join(ralf, "admin");
                    payee.join("Payee").wallet(EUR);
                    Mutations.refused(nora, "startVerification", Map.of("tier", "NONE"), "KYC_TIER_NOT_HIGHER");
                    Check.equal("PENDING", Verified.start(nora, "BASIC"), "the state");
                    Check.sentence(nora.ask(MINE).ok().text("/me/kyc/requirements/0/missing"), "submitPersonalData");
                    Mutations.refused(rita, "claimReview", of(), "KYC_NOTHING_IN_REVIEW");
                })
                .step("the too young, and who lives where nobody is served, are refused", () -> {
                    Map<String, Object> young = new HashMap<>(Verified.ADA);
                    young.put("birthDate", "2020-02-28");
                    Mutations.refused(nora, "submitPersonalData", young, "KYC_TOO_YOUNG");
                    Map<String, Object> away = new HashMap<>(Verified.ADA);
                    away.put("residence", "KP");
                    Mutations.refused(nora, "submitPersonalData", away, "KYC_COUNTRY_NOT_SERVED");
                })
                .step("with the data it is in review, and the data stands", () -> {
                    Mutations.done(nora, "submitPersonalData", Verified.ADA, STATE, "/state");
                    Mutations.refused(nora, "submitPersonalData", Verified.ADA, "KYC_DATA_VERIFIED");
                    Mutations.refused(nora, "startVerification", Map.of("tier", "BASIC"), "KYC_REVIEW_UNDER_WAY");
                });
    }

    private void basic(Suite suite) {
        suite.step("only the reviewer who has a review decides it", () -> {
                    Check.error(Mutations.ask(nora, "claimReview", of()), "FORBIDDEN");
                    Mutations.refused(rita, "decideReview", of("approve", true), "KYC_REVIEW_NOT_CLAIMED");
                    Verified.claim(rita, nora);
                    Mutations.refused(ralf, "claimReview", of(), "KYC_REVIEW_CLAIMED");
                    Mutations.refused(rita, "reassignReview", of("reviewerId", nora.id()), "KYC_NOT_BY_APPLICANT");
                })
                .step("whoever follows is told of the tier, and limits know it", () -> {
                    try (LiveEvents followed = nora.follow("subscription { kycChanged { tier state } }")) {
                        Check.equal("APPROVED", Verified.approve(rita, nora), "the state");
                        Person.await(
                                "the event",
                                () -> followed.all().stream()
                                        .anyMatch(event -> event.at("/data/kycChanged/tier")
                                                .asString("")
                                                .equals("BASIC")));
                    }
                    awaitTier("BASIC");
                })
                .step("a deposit up to the tier's maximum passes, and one cent above it does not", () -> {
                    Check.equal(true, isAllowed("1000.00"), "whether the tier allows 1000.00");
                    Check.equal(false, isAllowed("1000.01"), "whether the tier allows 1000.01");
                    Check.refusal(deposit("1000.01", "above"), "/deposit", "LIMIT_EXCEEDED");
                    Check.equal("COMPLETED", deposit("1000.00", "edge").ok().text("/deposit/status"), "the status");
                });
    }

    private boolean isAllowed(String amount) {
        return nora.ask(
                        "query C($m: MoneyInput!) { checkLimit(operation: DEPOSIT, amount: $m) { isAllowed } }",
                        Map.of("m", Person.money(amount, EUR)))
                .ok()
                .at("/checkLimit/isAllowed")
                .asBoolean();
    }

    private void enhanced(Suite suite) {
        suite.step("a high tier needs its evidence and two reviewers", () -> {
                    Check.equal("IN_REVIEW", Verified.start(nora, "ENHANCED"), "the state");
                    Verified.claim(rita, nora, "IDENTITY_DOCUMENT", "SELFIE");
                    Mutations.refused(rita, "decideReview", of("approve", true), "KYC_REQUIREMENTS_MISSING");
                    Verified.claim(rita, nora, "PROOF_OF_ADDRESS");
                    Check.equal("IN_REVIEW", Verified.approve(rita, nora), "the state after one approval");
                    Mutations.refused(rita, "claimReview", of(), "KYC_SECOND_PERSON_NEEDED");
                    Verified.claim(ralf, nora);
                    Check.equal("APPROVED", Verified.approve(ralf, nora), "the state after two");
                    awaitTier("ENHANCED");
                })
                .step("a reviewer who wants to know more asks, and one who is not content denies", () -> {
                    Verified.start(nora, "FULL");
                    Verified.claim(rita, nora);
                    Check.equal("PENDING", more("What do you live on?"), "the state");
                    Verified.start(nora, "FULL");
                    Verified.claim(rita, nora);
                    Mutations.done(
                            rita, "decideReview", of("approve", false, "reason", "No proof of funds"), STATE, "/state");
                    Answer mine = nora.ask(MINE).ok();
                    Check.equal("REJECTED", mine.text("/me/kyc/state"), "the state");
                    Check.equal("No proof of funds", mine.text("/me/kyc/reason"), "the reason");
                    Check.equal("ENHANCED", mine.text("/me/kyc/tier"), "the tier");
                });
    }

    private String more(String text) {
        return Mutations.done(rita, "requestMoreInformation", of("text", text), STATE, "/state");
    }

    private void suspension(Suite suite) {
        suite.step("who is suspended neither pays in nor out", () -> {
                    Mutations.refused(rita, "restoreKyc", of("reason", "None"), "KYC_NOT_SUSPENDED");
                    Mutations.done(rita, "suspendKyc", of("reason", "Odd payments"), STATE, "/state");
                    awaitTier("NONE");
                    Check.refusal(deposit("0.01", "suspended"), "/deposit", "LIMIT_EXCEEDED");
                    Check.refusal(
                            nora.pay(null, payee.id(), "1.00", EUR, run + "-out"), "/transferFunds", "LIMIT_EXCEEDED");
                    Mutations.refused(nora, "startVerification", Map.of("tier", "FULL"), "KYC_SUSPENDED");
                })
                .step("and has the tier again afterwards", () -> {
                    Mutations.done(rita, "restoreKyc", of("reason", "Explained"), STATE, "/state");
                    awaitTier("ENHANCED");
                    Check.equal("COMPLETED", deposit("0.01", "restored").ok().text("/deposit/status"), "the status");
                });
    }

    private Map<String, Object> of(Object... more) {
        Map<String, Object> input = new HashMap<>(Map.of("userId", nora.id()));
        for (int i = 0; i < more.length; i += 2) {
            input.put((String) more[i], more[i + 1]);
        }
        return input;
    }

    private void awaitTier(String tier) {
        Person.await(
                "the tier " + tier,
                () -> nora.ask("{ myLimits { tier } }")
                        .ok()
                        .text("/myLimits/tier")
                        .equals(tier));
    }

    private Answer deposit(String amount, String key) {
        return nora.deposit(nora.wallet(EUR), amount, EUR, run + "-kyc-" + key);
    }
}
