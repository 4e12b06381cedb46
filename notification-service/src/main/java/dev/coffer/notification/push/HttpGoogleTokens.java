package dev.coffer.notification.push;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.coffer.notification.post.Post;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Access tokens of a service account, by a signed assertion (RFC 7523), each used for as long as it counts. */
final class HttpGoogleTokens {

    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Duration ASSERTION = Duration.ofMinutes(10);
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final int OK = 200;

    private final GoogleAccount account;
    private final HttpPush http;
    private final Clock clock;
    private @Nullable String token;
    private Instant goodUntil = Instant.MIN;

    HttpGoogleTokens(GoogleAccount account, HttpPush http, Clock clock) {
        this.account = account;
        this.http = http;
        this.clock = clock;
    }

    /** One is fetched at a time; who comes meanwhile gets the same. */
    synchronized String token() throws Post.NotNow {
        String held = token;
        return held != null && clock.instant().isBefore(goodUntil) ? held : fetch();
    }

    /** That one counts no more, whatever was said when it came. */
    synchronized void forget(String refused) {
        if (refused.equals(token)) {
            token = null;
        }
    }

    private String fetch() throws Post.NotNow {
        Instant now = clock.instant();
        String form = "grant_type=" + encoded(GRANT) + "&assertion=" + encoded(assertion(now));
        HttpResponse<String> answer = http.ask(HttpRequest.newBuilder(account.tokenUri())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        JsonNode json = HttpPush.json(answer);
        String fresh = json == null ? "" : json.path("access_token").asString("");
        if (answer.statusCode() != OK || fresh.isEmpty() || json == null) {
            throw new Post.NotNow("Google gives no token for the service account: " + answer.statusCode() + " "
                    + HttpPush.code(json, "/error"));
        }
        token = fresh;
        goodUntil = now.plusSeconds(json.path("expires_in").asLong(0)).minus(MARGIN);
        return fresh;
    }

    private String assertion(Instant now) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(account.email())
                .audience(account.tokenUri().toString())
                .claim("scope", SCOPE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(ASSERTION)))
                .build();
        return PushKeys.sign(JWSAlgorithm.RS256, account.keyId(), claims, new RSASSASigner(account.key()));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
