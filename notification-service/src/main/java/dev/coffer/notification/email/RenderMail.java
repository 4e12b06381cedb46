package dev.coffer.notification.email;

import dev.coffer.notification.email.OpenSealed.Opened;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.NotificationPriority;
import dev.coffer.notification.message.Texts;
import dev.coffer.notification.post.Mail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Writes a message in the reader's language. What is put into a template is data: it is escaped, and never evaluated. Subjects are
 * fixed texts. All of it is urgent: somebody waits for it, or has to hear of it.
 */
final class RenderMail {

    private static final String FOLDER = "dev/coffer/notification/email/";
    private static final int LEAST_MINUTES = 1;

    private final TemplateEngine templates = new TemplateEngine();
    private final Clock clock;

    RenderMail(Clock clock) {
        this.clock = clock;
        templates.addTemplateResolver(resolver(".html", TemplateMode.HTML));
        templates.addTemplateResolver(resolver(".txt", TemplateMode.TEXT));
    }

    private static ClassLoaderTemplateResolver resolver(String ending, TemplateMode mode) {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(RenderMail.class.getClassLoader());
        resolver.setPrefix(FOLDER);
        resolver.setResolvablePatterns(Set.of("*" + ending));
        resolver.setTemplateMode(mode);
        resolver.setCharacterEncoding("UTF-8");
        return resolver;
    }

    /** @throws java.util.MissingResourceException for a kind of letter that there are no texts for */
    Mail render(String tenantId, Letter letter, Opened opened) {
        Texts texts = Texts.in(letter.locale());
        String subject = texts.get(letter.kind() + ".subject");
        Context context = new Context(Locale.forLanguageTag(texts.language()));
        context.setVariable("language", texts.language());
        context.setVariable("subject", subject);
        context.setVariable("intro", texts.get(letter.kind() + ".intro"));
        context.setVariable("code", opened.code());
        context.setVariable("validity", validity(texts, letter.expiresAt()));
        context.setVariable("advice", texts.get(letter.family() + ".advice"));
        String text = templates.process("mail.txt", context);
        String html = letter.channel() == NotificationChannel.EMAIL ? templates.process("mail.html", context) : "";
        return new Mail(
                letter.deliveryId(),
                tenantId,
                letter.channel(),
                NotificationPriority.URGENT,
                opened.contact(),
                subject,
                text,
                html,
                null);
    }

    private @Nullable String validity(Texts texts, @Nullable Instant expiresAt) {
        if (expiresAt == null) {
            return null;
        }
        long minutes = Duration.between(clock.instant(), expiresAt).toMinutes();
        return texts.get("code.validity", Long.toString(Math.max(LEAST_MINUTES, minutes)));
    }
}
