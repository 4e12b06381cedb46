package dev.coffer.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A person's browser: keeps cookies, follows redirects within the site, and fills in forms. */
final class Browser implements AutoCloseable {

    private static final Pattern FIELD = Pattern.compile("<input[^>]*name=\"([^\"]+)\"[^>]*value=\"([^\"]*)\"");
    private static final int MOST_REDIRECTS = 10;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new HashMap<>();
    private final String site;

    Browser(String site) {
        this.site = site;
    }

    Map<String, String> cookies() {
        return cookies;
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(site + path)));
    }

    HttpResponse<String> post(String path, Map<String, String> form) {
        return send(HttpRequest.newBuilder(URI.create(site + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(new ArrayList<>(form.entrySet())))));
    }

    /** Goes on until there is a page, or a redirect to another site, which is not visited. */
    HttpResponse<String> follow(HttpResponse<String> response) {
        HttpResponse<String> last = response;
        for (int i = 0; i < MOST_REDIRECTS; i++) {
            String location = location(last);
            if (location == null || !location.startsWith("/") && !location.startsWith(site)) {
                return last;
            }
            last = get(location.startsWith(site) ? location.substring(site.length()) : location);
        }
        throw new AssertionError("redirected for ever: " + location(last));
    }

    /** Opens a page of the site; where that asks to sign in, does so. */
    HttpResponse<String> signIn(String path, String email, String password) {
        HttpResponse<String> page = follow(get(path));
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        Map<String, String> form = fields(page.body(), 0);
        form.put("identifier", email);
        form.put("password", password);
        return follow(post("/signin", form));
    }

    /** Answers the consent page. */
    HttpResponse<String> consent(HttpResponse<String> page, boolean isAllowed) {
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        Matcher action = Pattern.compile("action=\"([^\"]+)\"").matcher(page.body());
        assertThat(action.find()).as(page.body()).isTrue();
        List<Map.Entry<String, String>> fields = all(page.body(), isAllowed ? 0 : 1);
        return send(HttpRequest.newBuilder(URI.create(site + action.group(1)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(fields))));
    }

    static Map<String, String> fields(String page, int form) {
        Map<String, String> fields = new LinkedHashMap<>();
        all(page, form).forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    private static List<Map.Entry<String, String>> all(String page, int form) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        Matcher matcher = FIELD.matcher(page.split("<form", -1)[form + 1]);
        while (matcher.find()) {
            fields.add(Map.entry(matcher.group(1), matcher.group(2).replace("&amp;", "&")));
        }
        return fields;
    }

    static @Nullable String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse(null);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            List<String> pairs = new ArrayList<>();
            cookies.forEach((name, value) -> pairs.add(name + "=" + value));
            request.header("Cookie", String.join("; ", pairs));
        }
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            for (String cookie : response.headers().allValues("Set-Cookie")) {
                String pair = cookie.substring(0, cookie.indexOf(';'));
                cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
            return response;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static String encoded(List<Map.Entry<String, String>> fields) {
        List<String> pairs = new ArrayList<>();
        fields.forEach(field -> pairs.add(encoded(field.getKey()) + "=" + encoded(field.getValue())));
        return String.join("&", pairs);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
