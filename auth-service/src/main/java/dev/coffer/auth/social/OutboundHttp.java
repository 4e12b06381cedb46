package dev.coffer.auth.social;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests to providers: over https only, but for a provider on this machine in development; without redirects, so that an answer sends
 * nobody anywhere; in bounded time, and no more is read than a provider has to say.
 */
final class OutboundHttp implements HTTPRequestSender, ResourceRetriever, AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration WHOLE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 256 << 10;
    private static final HttpResponse.BodyHandler<String> BODY =
            BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES);
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final boolean isProduction;
    private final Duration whole;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    OutboundHttp(boolean isProduction) {
        this(isProduction, WHOLE);
    }

    /** @param whole how long an answer may take until its last byte */
    OutboundHttp(boolean isProduction, Duration whole) {
        this.isProduction = isProduction;
        this.whole = whole;
    }

    /** Whether a provider may have this address. */
    boolean isAllowed(URI uri) {
        boolean isHere = !isProduction && uri.getHost() != null && LOOPBACK.contains(uri.getHost());
        return uri.getHost() != null
                && uri.getRawUserInfo() == null
                && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && isHere);
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest asked) throws IOException {
        String body = asked.getBody();
        HttpRequest.Builder request = HttpRequest.newBuilder(asked.getURI())
                .method(
                        asked.getMethod().name(),
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        asked.getHeaderMap().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        HttpResponse<String> response = exchange(request);
        HTTPResponse answer = new HTTPResponse(response.statusCode());
        String type = response.headers().firstValue("Content-Type").orElse(null);
        if (type != null) {
            answer.setHeader("Content-Type", type);
        }
        answer.setBody(response.body());
        return answer;
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        HttpResponse<String> response = exchange(HttpRequest.newBuilder(URI.create(url.toString())));
        if (response.statusCode() != 200) {
            throw new IOException("HTTP " + response.statusCode());
        }
        return new Resource(
                response.body(), response.headers().firstValue("Content-Type").orElse(null));
    }

    /** The time is for all of it: a body that comes in drops is given up as well. */
    private HttpResponse<String> exchange(HttpRequest.Builder request) throws IOException {
        HttpRequest built = request.build();
        if (!isAllowed(built.uri())) {
            throw new IOException("a provider is not asked at " + built.uri().getScheme() + "://"
                    + built.uri().getHost());
        }
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(built, BODY);
        try {
            return answer.get(whole.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IOException("no whole answer within " + whole, late);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } finally {
            var _ = answer.cancel(true);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
