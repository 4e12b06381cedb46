package dev.coffer.bonus.template;

/** What became of a change of a template. */
sealed interface TemplateResult {

    record Changed(BonusTemplate template) implements TemplateResult {}

    record Refused(TemplateRefusal code) implements TemplateResult {}
}
