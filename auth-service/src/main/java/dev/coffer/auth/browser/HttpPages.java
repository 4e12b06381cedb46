package dev.coffer.auth.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Renders pages that load nothing, are in nobody's frame, and run nothing but our one script, where that is needed. */
public final class HttpPages {

    private static final String POLICY = "Content-Security-Policy";
    private static final String FOLDER = "dev/coffer/auth/browser/";

    private final TemplateEngine templates = new TemplateEngine();
    private final String style;
    private final String styleHash;
    private final String script;
    private final String scriptHash;

    HttpPages() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(HttpPages.class.getClassLoader());
        resolver.setPrefix(FOLDER);
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        templates.setTemplateResolver(resolver);
        style = read("pages.css");
        styleHash = hash(style);
        script = read("passkey.js");
        scriptHash = hash(script);
    }

    /** @param formsLeadTo where the browser may end up after a form of the page, besides here; null for nowhere else */
    public ResponseEntity<String> page(String template, Map<String, Object> variables, @Nullable URI formsLeadTo) {
        return page(HttpStatus.OK, template, variables, formsLeadTo);
    }

    /** A page with the script that asks for a passkey. */
    ResponseEntity<String> passkeyPage(String template, Map<String, Object> variables, @Nullable URI formsLeadTo) {
        Map<String, Object> all = new HashMap<>(variables);
        all.put("script", script);
        return rendered(HttpStatus.OK, template, all, headers -> {
            secure(headers, formsLeadTo);
            headers.set(POLICY, headers.getFirst(POLICY) + "; script-src '" + scriptHash + "'");
        });
    }

    /** A page that says what is wrong in one sentence. */
    public ResponseEntity<String> error(HttpStatus status, String sentence) {
        return page(status, "message", Map.of("title", "This did not work", "sentence", sentence), null);
    }

    ResponseEntity<String> page(
            HttpStatus status, String template, Map<String, Object> variables, @Nullable URI formsLeadTo) {
        return rendered(status, template, variables, headers -> secure(headers, formsLeadTo));
    }

    private ResponseEntity<String> rendered(
            HttpStatus status, String template, Map<String, Object> variables, Consumer<HttpHeaders> secured) {
        Map<String, Object> all = new HashMap<>(variables);
        all.put("style", style);
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .headers(secured)
                .body(templates.process(template, new Context(Locale.ROOT, all)));
    }

    /** A page that says in one sentence what was done. */
    public ResponseEntity<String> done(String title, String sentence) {
        return page(HttpStatus.OK, "message", Map.of("title", title, "sentence", sentence), null);
    }

    /** For whoever writes the answer by hand. */
    public String message(String title, String sentence) {
        return templates.process(
                "message", new Context(Locale.ROOT, Map.of("title", title, "sentence", sentence, "style", style)));
    }

    public void secure(HttpHeaders headers, @Nullable URI formsLeadTo) {
        // Browsers hold the whole way of a form to this, to the last redirect.
        String targets = formsLeadTo == null ? "'self'" : "'self' " + origin(formsLeadTo);
        headers.setCacheControl(CacheControl.noStore());
        headers.set(
                POLICY,
                "default-src 'none'; style-src '" + styleHash + "'; form-action " + targets
                        + "; frame-ancestors 'none'; base-uri 'none'");
        headers.set("X-Frame-Options", "DENY");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
    }

    private static String origin(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port;
    }

    private static String read(String name) {
        try (InputStream stream = HttpPages.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }
}
