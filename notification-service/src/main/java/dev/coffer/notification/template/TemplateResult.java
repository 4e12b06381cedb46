package dev.coffer.notification.template;

/** What became of a template that was to be saved. */
sealed interface TemplateResult {

    record Saved(Template template) implements TemplateResult {}

    /** @param field the input field that it is about */
    record Refused(TemplateRefusal code, String message, String field) implements TemplateResult {}
}
