package dev.coffer.notification.template;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.WhatsAppContent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a template must be to be saved. What is wrong is told field by field. */
final class TemplateRules {

    static final int MOST_VARIABLES = 50;
    static final int MOST_VARIANTS = 60;
    static final int LONGEST_SUBJECT = 200;
    static final int LONGEST_TEXT = 3_000;
    static final int LONGEST_HTML = 50_000;

    private static final int LONGEST_KEY = 100;
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)+");
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,49}");

    private final FieldChecks checks = new FieldChecks();
    private final Template draft;

    private TemplateRules(Template draft) {
        this.draft = draft;
    }

    /** @throws CodedException INVALID_INPUT naming every field of the input that is wrong */
    static void require(Template draft) {
        new TemplateRules(draft).requireAll();
    }

    private void requireAll() {
        check("input.key", () -> requireKey(draft.key()));
        check("input.variables", () -> requireAtMost(draft.variables(), 0, MOST_VARIABLES));
        check("input.variants", () -> requireAtMost(draft.variants(), 1, MOST_VARIANTS));
        checks.require();
        Set<String> known = new HashSet<>();
        for (int i = 0; i < draft.variables().size(); i++) {
            Variable variable = draft.variables().get(i);
            check("input.variables[" + i + "].name", () -> requireName(variable.name(), known));
            check("input.variables[" + i + "].sample", () -> requireSample(variable.sample()));
        }
        Set<String> places = new HashSet<>();
        for (int i = 0; i < draft.variants().size(); i++) {
            requireVariant("input.variants[" + i + "]", draft.variants().get(i), places);
        }
        checks.require();
    }

    private void check(String field, Runnable rule) {
        checks.read(field, () -> {
            rule.run();
            return field;
        });
    }

    private void requireVariant(String field, Variant variant, Set<String> places) {
        check(field + ".locale", () -> {
            requireLocale(variant.locale());
            if (!places.add(variant.channel() + " " + variant.locale())) {
                throw new IllegalArgumentException(
                        "There is another variant for " + variant.channel() + " in " + variant.locale() + ".");
            }
        });
        check(field + ".subject", () -> requireSubject(variant.subject()));
        check(field + ".text", () -> {
            requireLength(variant.text(), LONGEST_TEXT);
            requireMarkup(variant.text());
        });
        check(field + ".whatsApp", () -> requireWhatsApp(variant));
        String html = variant.html();
        if (html != null) {
            check(field + ".html", () -> requireHtml(variant, html));
        }
    }

    private void requireWhatsApp(Variant variant) {
        WhatsAppContent content = variant.whatsApp();
        if (variant.channel() == NotificationChannel.WHATSAPP) {
            WhatsAppRules.require(content == null ? WhatsAppContent.NEITHER : content, this::requireMarkup);
        } else if (content != null) {
            throw new IllegalArgumentException("Only messages in WhatsApp say this.");
        }
    }

    static void requireKey(String key) {
        if (key.length() > LONGEST_KEY || !KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("A key is of at most " + LONGEST_KEY
                    + " small letters, digits and -, in parts with dots between them: account.welcome.");
        }
    }

    private static void requireAtMost(List<?> list, int fewest, int most) {
        if (list.size() < fewest || list.size() > most) {
            throw new IllegalArgumentException("There are " + fewest + " to " + most + ", not " + list.size() + ".");
        }
    }

    /** A built-in template is filled by its events, which tell what they tell. */
    private void requireName(String name, Set<String> known) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A variable is of 1 to 50 letters and digits and begins with a small letter: amount.");
        }
        if (!known.add(name)) {
            throw new IllegalArgumentException("There is another variable " + name + ".");
        }
        Template builtIn = BuiltInTemplates.find(draft.key());
        if (builtIn != null && !builtIn.names().contains(name)) {
            throw new IllegalArgumentException("Nothing tells " + name + " for this template, only "
                    + String.join(", ", new TreeSet<>(builtIn.names())) + ".");
        }
    }

    private static void requireSample(String sample) {
        requireLength(sample, RenderTemplate.LONGEST_VALUE);
        requireOneLine(sample);
    }

    private static void requireLocale(String locale) {
        try {
            Locale parsed = new Locale.Builder().setLanguageTag(locale).build();
            if (parsed.toLanguageTag().equals(locale) && !parsed.getLanguage().isEmpty()) {
                return;
            }
        } catch (IllformedLocaleException none) {
            // Told below.
        }
        throw new IllegalArgumentException("A language is written as in de or de-AT.");
    }

    /** With every variable empty there is still a subject, and no variable can end the line that it stands in. */
    private void requireSubject(String subject) {
        requireLength(subject, LONGEST_SUBJECT);
        requireOneLine(subject);
        requireMarkup(subject);
        if (Markup.parse(subject).fill(Map.of()).isBlank()) {
            throw new IllegalArgumentException("A subject says something also where all its variables are empty.");
        }
    }

    private void requireHtml(Variant variant, String html) {
        if (variant.channel() != NotificationChannel.EMAIL) {
            throw new IllegalArgumentException("Only mails have HTML.");
        }
        requireLength(html, LONGEST_HTML);
        requireMarkup(html);
        MailHtml.require(html);
    }

    private static void requireLength(String text, int most) {
        if (text.isBlank() || text.length() > most) {
            throw new IllegalArgumentException("It has 1 to " + most + " characters.");
        }
    }

    private static void requireOneLine(String text) {
        if (!RenderTemplate.oneLine(text).equals(text)) {
            throw new IllegalArgumentException("It is one line, without characters that cannot be seen.");
        }
    }

    private void requireMarkup(String text) {
        List<String> unknown = new ArrayList<>(Markup.parse(text).names());
        unknown.removeAll(draft.names());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("These variables are not declared: " + String.join(", ", unknown) + ".");
        }
    }
}
