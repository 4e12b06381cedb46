package dev.coffer.notification.template;

import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.NotificationChannel;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Saves the next version of a template of the caller's tenant; the first one of a built-in key stands in for that from then on. */
final class SaveTemplate {

    static final int MOST = 500;

    private final Templates templates;
    private final Transactions transactions;
    private final Clock clock;

    SaveTemplate(Templates templates, Transactions transactions, Clock clock) {
        this.templates = templates;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param draft checked; its version is the one that it was made up from */
    TemplateResult save(Caller caller, Template draft) {
        return transactions.inTransaction(unit -> {
            Template before = templates.find(unit, caller.tenantId(), draft.key());
            TemplateResult.Refused refused = refused(caller, draft, before);
            return refused == null ? saved(unit, caller, draft) : refused;
        });
    }

    private TemplateResult.@Nullable Refused refused(Caller caller, Template draft, @Nullable Template before) {
        int version = before == null ? Template.BUILT_IN : before.version();
        if (version != draft.version()) {
            return new TemplateResult.Refused(
                    TemplateRefusal.TEMPLATE_CHANGED,
                    "The template is at version " + version + " by now, not " + draft.version() + ".",
                    "input.expectedVersion");
        }
        if (before == null && templates.count(caller.tenantId()) >= MOST) {
            return new TemplateResult.Refused(
                    TemplateRefusal.TOO_MANY_TEMPLATES, TemplateRefusal.TOO_MANY_TEMPLATES.meaning(), "input.key");
        }
        return withoutChannel(draft, before == null ? BuiltInTemplates.find(draft.key()) : before);
    }

    /** Workflows send it by these channels: what they rely on stays. */
    private static TemplateResult.@Nullable Refused withoutChannel(Template draft, @Nullable Template before) {
        Set<NotificationChannel> missing = before == null ? new TreeSet<>() : new TreeSet<>(before.channels());
        missing.removeAll(draft.channels());
        return missing.isEmpty()
                ? null
                : new TemplateResult.Refused(
                        TemplateRefusal.TEMPLATE_CHANNEL_NEEDED,
                        "The template is sent by " + missing + " as well; give a variant for it.",
                        "input.variants");
    }

    private TemplateResult saved(UnitOfWork unit, Caller caller, Template draft) {
        Template next = new Template(draft.key(), draft.version() + 1, draft.variables(), draft.variants());
        templates.add(
                unit, caller.tenantId(), next, caller.userId(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return new TemplateResult.Saved(next);
    }
}
