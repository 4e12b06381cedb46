package dev.coffer.notification.preference;

import dev.coffer.notification.message.NotificationCategory;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * {@code /notifications/unsubscribe?token=}, public, since the token says whose mails it is about. A GET, which mail programs and filters
 * make by themselves, shows a page and changes nothing; a POST of {@code List-Unsubscribe=One-Click} (RFC 8058) ends the mails. 400 for a
 * token that is forged or too old, and for a POST of anything else.
 */
@RestController
class HttpUnsubscribe {

    private static final String ONE_CLICK = "One-Click";
    private static final String NOTHING_RUNS =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";

    private final Unsubscribe unsubscribe;
    private final TemplateEngine templates = new TemplateEngine();

    HttpUnsubscribe(Unsubscribe unsubscribe) {
        this.unsubscribe = unsubscribe;
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(HttpUnsubscribe.class.getClassLoader());
        resolver.setPrefix("dev/coffer/notification/preference/");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        templates.setTemplateResolver(resolver);
    }

    @GetMapping(path = UnsubscribeLinks.PATH, produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> ask(@RequestParam(defaultValue = "") String token) {
        return page(unsubscribe.look(token), false);
    }

    @PostMapping(path = UnsubscribeLinks.PATH, produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> end(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(name = "List-Unsubscribe", defaultValue = "") String wish) {
        return page(ONE_CLICK.equals(wish) ? unsubscribe.end(token) : null, true);
    }

    private ResponseEntity<String> page(@Nullable NotificationCategory category, boolean isDone) {
        String topic = category == null ? "" : category.name().toLowerCase(Locale.ROOT);
        Map<String, Object> shown = Map.of("isKnown", category != null, "isDone", isDone, "topic", topic);
        return ResponseEntity.status(category == null ? HttpStatus.BAD_REQUEST : HttpStatus.OK)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", NOTHING_RUNS)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .body(templates.process("unsubscribe.html", new Context(Locale.ROOT, shown)));
    }
}
