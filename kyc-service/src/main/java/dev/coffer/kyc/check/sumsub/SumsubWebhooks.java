package dev.coffer.kyc.check.sumsub;

import dev.coffer.kyc.check.KycProvider.Webhook;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what Sumsub tells. Only the end of a review matters. */
final class SumsubWebhooks {

    private static final JsonMapper JSON = JsonMapper.shared();

    private SumsubWebhooks() {}

    static Webhook read(String secret, Map<String, String> headers, byte[] body) {
        if (!SumsubSignatures.isOfSumsub(
                secret, headers.get("x-payload-digest-alg"), headers.get("x-payload-digest"), body)) {
            return new Webhook.Refused("its digest is missing or wrong");
        }
        try {
            JsonNode told = JSON.readTree(body);
            String reference = told.path("externalUserId").asString("");
            return told.path("type").asString("").equals("applicantReviewed") && !reference.isEmpty()
                    ? new Webhook.Told(reference, SumsubReview.outcome(told.path("reviewResult")))
                    : new Webhook.Ignored();
        } catch (JacksonException broken) {
            return new Webhook.Refused("it is no JSON");
        }
    }
}
