package dev.coffer.notification.post;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Shows the development mailbox, to people at {@code /dev/mail} and to scripts at {@code /dev/mail.json}. */
@RestController
@ConditionalOnProperty(name = PostWiring.DEV_MAILBOX, havingValue = "true")
class HttpDevMailbox {

    /** Nothing that a mail holds may load, run or send anything. */
    private static final String NOTHING_RUNS = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private final DevMailbox mailbox;
    private final TemplateEngine templates = new TemplateEngine();

    HttpDevMailbox(DevMailbox mailbox) {
        this.mailbox = mailbox;
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(HttpDevMailbox.class.getClassLoader());
        resolver.setPrefix("dev/coffer/notification/post/");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        templates.setTemplateResolver(resolver);
    }

    /** A mail as scripts read it. */
    record Shown(
            String id,
            String channel,
            String to,
            String subject,
            String text,
            @Nullable String unsubscribe,
            Instant at) {

        static Shown of(DevMailbox.Kept kept) {
            Mail mail = kept.mail();
            return new Shown(
                    mail.id(),
                    mail.channel().name(),
                    mail.to(),
                    mail.subject(),
                    mail.text(),
                    mail.unsubscribe(),
                    kept.at());
        }
    }

    @GetMapping(path = "/dev/mail.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<List<Shown>> json(@RequestParam(required = false) @Nullable String to) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(mailbox.list(to).stream().map(Shown::of).toList());
    }

    @GetMapping(path = "/dev/mail", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> list() {
        return page(
                "mailbox.html",
                Map.of("mails", mailbox.list(null).stream().map(Shown::of).toList()));
    }

    @GetMapping(path = "/dev/mail/{id}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> one(@PathVariable String id) {
        DevMailbox.Kept kept = mailbox.find(id);
        return kept == null
                ? ResponseEntity.notFound().build()
                : page(
                        "one-mail.html",
                        Map.of("mail", Shown.of(kept), "html", kept.mail().html()));
    }

    private ResponseEntity<String> page(String template, Map<String, Object> variables) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", NOTHING_RUNS)
                .header("X-Content-Type-Options", "nosniff")
                .body(templates.process(template, new Context(Locale.ROOT, variables)));
    }
}
