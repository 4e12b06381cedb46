package dev.coffer.kyc.check.sumsub;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The requests to Sumsub that a check is made of, each signed. Nothing personal is in a path, a log or an error. */
final class SumsubCalls {

    private static final Logger LOG = LoggerFactory.getLogger(SumsubCalls.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_ANSWER_BYTES = 1 << 20;
    private static final Pattern APPLICANT = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final String APPLICANTS = "/resources/applicants/";

    private final SumsubSettings settings;
    private final Clock clock;
    private final HttpClient http;

    SumsubCalls(SumsubSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** The applicant of this reference, with its review; null where there is none. */
    @Nullable
    JsonNode find(String reference) throws NoAnswer {
        HttpResponse<byte[]> answer = send("GET", APPLICANTS + "-;externalUserId=" + reference + "/one", null);
        return answer.statusCode() == 404 ? null : json(answer);
    }

    /** @throws NoAnswer also where another process was faster */
    JsonNode create(String level, Map<String, ?> applicant) throws NoAnswer {
        String query = URLEncoder.encode(level, StandardCharsets.UTF_8).replace("+", "%20");
        return json(
                send("POST", "/resources/applicants?levelName=" + query, Body.json(JSON.writeValueAsBytes(applicant))));
    }

    /** The names of the files that came with earlier requests. */
    Set<String> files(String applicantId) throws NoAnswer {
        JsonNode answer = json(send("GET", APPLICANTS + applicantId + "/metadata/resources", null));
        Set<String> names = new HashSet<>();
        answer.path("items")
                .forEach(item -> names.add(item.at("/fileMetadata/fileName").asString("")));
        return names;
    }

    void upload(String applicantId, Body form) throws NoAnswer {
        json(send("POST", APPLICANTS + applicantId + "/info/idDoc", form));
    }

    /** Has the review begin. */
    void begin(String applicantId) throws NoAnswer {
        json(send("POST", APPLICANTS + applicantId + "/status/pending", null));
    }

    /** @throws NoAnswer where it is no id that fits into a path */
    static String id(JsonNode applicant) throws NoAnswer {
        String id = applicant.path("id").asString("");
        if (!APPLICANT.matcher(id).matches()) {
            throw new NoAnswer("Its answer names no applicant.");
        }
        return id;
    }

    private static JsonNode json(HttpResponse<byte[]> answer) throws NoAnswer {
        int status = answer.statusCode();
        if (status == 401 || status == 403) {
            LOG.error("Sumsub does not let us in ({}): look at coffer.kyc.sumsub, and at this machine's clock", status);
        }
        if (status / 100 != 2) {
            throw new NoAnswer("It answered " + status + ".");
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException broken) {
            throw new NoAnswer("Its answer is no JSON.", broken);
        }
    }

    private HttpResponse<byte[]> send(String method, String path, @Nullable Body body) throws NoAnswer {
        CompletableFuture<HttpResponse<byte[]>> answer = null;
        try {
            answer = http.sendAsync(
                    request(method, path, body), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_ANSWER_BYTES));
            return answer.get(settings.readTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new NoAnswer("It did not answer within " + settings.readTimeout() + ".", late);
        } catch (ExecutionException | IOException failed) {
            throw new NoAnswer("It cannot be reached.", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new NoAnswer("This process ends.", interrupted);
        } finally {
            if (answer != null) {
                answer.cancel(true);
            }
        }
    }

    private HttpRequest request(String method, String path, @Nullable Body body) throws IOException {
        String time = Long.toString(clock.instant().getEpochSecond());
        String signature;
        try (InputStream signed =
                body == null ? InputStream.nullInputStream() : body.open().get()) {
            signature = SumsubSignatures.ofRequest(settings.secretKey(), time, method, path, signed);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.apiBase() + path))
                .timeout(settings.readTimeout())
                .header("Accept", "application/json")
                .header("X-App-Token", settings.appToken())
                .header("X-App-Access-Ts", time)
                .header("X-App-Access-Sig", signature)
                .method(method, publisher(body));
        return body == null
                ? request.build()
                : request.header("Content-Type", body.contentType()).build();
    }

    private static BodyPublisher publisher(@Nullable Body body) {
        return body == null
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(body.open()), body.length());
    }
}
