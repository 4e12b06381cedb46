package dev.coffer.kyc.check.sumsub;

import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.kyc.KycApplication;
import dev.coffer.kyc.document.DocumentClient;
import dev.coffer.kyc.file.SampleFiles;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** kyc-service that asks the peer, and somebody who asks for a tier there. */
final class SumsubSetup {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final byte[] JPEG = SampleFiles.jpeg();

    private SumsubSetup() {}

    static TestService start(String database, TestTokens tokens, SumsubPeer sumsub, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "coffer.kyc.provider", "sumsub",
                "coffer.kyc.sumsub.app-token", SumsubPeer.TOKEN,
                "coffer.kyc.sumsub.secret-key", SumsubPeer.SECRET,
                "coffer.kyc.sumsub.webhook-secret", SumsubWebhook.SECRET,
                "coffer.kyc.sumsub.api-base", sumsub.address().toString(),
                "coffer.kyc.sumsub.read-timeout", "1s",
                "coffer.kyc.sumsub.document-level", "id level",
                "coffer.kyc.sumsub.liveness-level", "face level",
                "coffer.kyc.checks.look-every", "100ms",
                "coffer.kyc.checks.pause", "100ms"));
        settings.putAll(more);
        return TestService.start(KycApplication.class, KycApplication.SERVICE, database, tokens, settings);
    }

    /** With both sides of a document of identity, and a face. */
    static void askFor(TestService service, String token, String givenName, String tier) {
        service.ask(
                "mutation M($input: SubmitPersonalDataInput!) { submitPersonalData(input: $input) { __typename } }",
                Map.of(
                        "input",
                        Map.of(
                                "givenName", givenName,
                                "familyName", "Lovelace",
                                "birthDate", "1990-02-28",
                                "nationality", "GB",
                                "residence", "DE")),
                token);
        DocumentClient client = new DocumentClient(service);
        client.upload(token, "NATIONAL_ID", JPEG, Map.of("number", "C01X00T47"));
        client.upload(token, "NATIONAL_ID", JPEG, Map.of("side", "BACK"));
        client.upload(token, "SELFIE", JPEG);
        service.ask("mutation { startVerification(input: {tier: " + tier + "}) { __typename } }", token);
    }

    /** Whose review has begun. */
    static Applicant awaitApplicant(SumsubPeer sumsub, String givenName, String level) {
        await(level)
                .atMost(SOON)
                .until(() -> sumsub.of(givenName).stream()
                        .anyMatch(one -> one.level.equals(level) && !one.status.equals("init")));
        return sumsub.of(givenName).stream()
                .filter(one -> one.level.equals(level))
                .findFirst()
                .orElseThrow();
    }
}
