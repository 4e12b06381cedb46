package dev.coffer.bonus.template;

import java.time.Instant;

/**
 * What a template said at some time. Never changed.
 *
 * @param number from 1
 * @param form as it was written
 * @param content what that means
 * @param savedBy the id of the operator
 */
record TemplateVersion(int number, TemplateForm form, TemplateContent content, Instant savedAt, String savedBy) {}
