package dev.coffer.bonus.template;

import dev.coffer.core.store.Transactions;

/** Makes a template or changes one, so that nobody's change is lost. */
final class SaveBonusTemplate {

    private final BonusTemplates templates;
    private final Transactions transactions;

    SaveBonusTemplate(BonusTemplates templates, Transactions transactions) {
        this.templates = templates;
        this.transactions = transactions;
    }

    /** What became of the change. */
    sealed interface Result {

        record Saved(BonusTemplate template) implements Result {}

        record Refused(TemplateRefusal code) implements Result {}
    }

    Result save(BonusTemplate template) {
        boolean isSaved = transactions.inTransaction(unit -> templates.save(unit, template));
        return isSaved ? new Result.Saved(template) : new Result.Refused(TemplateRefusal.BONUS_TEMPLATE_CHANGED);
    }
}
