package dev.coffer.kyc.check.sumsub;

import dev.coffer.core.testkit.TestService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks as Sumsub sends them, and as others would like to. */
final class SumsubWebhook {

    static final String SECRET = "webhook-secret";
    private static final JsonMapper JSON = JsonMapper.shared();

    private SumsubWebhook() {}

    /** That the review of this applicant is completed. */
    static String reviewed(String reference, String result) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("applicantId", "any");
        told.put("externalUserId", reference);
        told.put("type", "applicantReviewed");
        told.put("reviewStatus", "completed");
        told.put("reviewResult", JSON.readTree(result));
        return JSON.writeValueAsString(told);
    }

    static String digest(String algorithm, String secret, String body) {
        return hmac(algorithm, secret, body.getBytes(StandardCharsets.UTF_8));
    }

    /** @return the status */
    static int send(TestService service, String body) {
        return send(service, "sumsub", body, "HMAC_SHA256_HEX", digest("HmacSHA256", SECRET, body));
    }

    static int send(
            TestService service, String provider, String body, @Nullable String algorithm, @Nullable String digest) {
        String port = service.bean(Environment.class).getProperty("local.server.port");
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/webhooks/kyc/" + provider))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (algorithm != null) {
            request.header("X-Payload-Digest-Alg", algorithm);
        }
        if (digest != null) {
            request.header("X-Payload-Digest", digest);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static String hmac(String algorithm, String secret, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(bytes));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
