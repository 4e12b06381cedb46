package dev.coffer.bonus.template;

import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Makes a template or a new version of one, so that nobody's change is lost. */
final class SaveBonusTemplate {

    private final BonusTemplates templates;
    private final Transactions transactions;
    private final Clock clock;

    SaveBonusTemplate(BonusTemplates templates, Transactions transactions, Clock clock) {
        this.templates = templates;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param read the version that the operator has seen; 0 for a template that is not there yet
     * @param content what {@code form} means, without contradictions
     */
    record Command(
            String tenantId, String code, int read, TemplateForm form, TemplateContent content, String operatorId) {}

    TemplateResult save(Command command) {
        return transactions.inTransaction(unit -> save(unit, command));
    }

    private TemplateResult save(UnitOfWork unit, Command command) {
        BonusTemplate before = templates.find(unit, command.tenantId(), command.code());
        int stored = before == null ? 0 : before.latest().number();
        if (stored != command.read()) {
            return new TemplateResult.Refused(TemplateRefusal.BONUS_TEMPLATE_CHANGED);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        TemplateVersion next =
                new TemplateVersion(stored + 1, command.form(), command.content(), now, command.operatorId());
        if (before == null) {
            BonusTemplate drafted = BonusTemplate.drafted(command.tenantId(), command.code(), next);
            templates.insert(unit, drafted);
            return new TemplateResult.Changed(drafted);
        }
        if (before.stage() instanceof Stage.Archived) {
            return new TemplateResult.Refused(TemplateRefusal.BONUS_TEMPLATE_ARCHIVED);
        }
        BonusTemplate saved = before.saved(next);
        templates.replace(unit, before, saved);
        return new TemplateResult.Changed(saved);
    }
}
