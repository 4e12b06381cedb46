package dev.coffer.bonus.template;

/** The stages of a template by name. */
enum TemplateStatus {
    DRAFT,
    PUBLISHED,
    PAUSED,
    ARCHIVED
}
