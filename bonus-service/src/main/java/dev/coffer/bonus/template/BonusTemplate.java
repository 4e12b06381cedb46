package dev.coffer.bonus.template;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A campaign that bonuses are awarded under.
 *
 * @param code unique within the tenant
 * @param latest what was saved last; published or not
 * @param revision counts every change, from 1
 * @param updatedBy the id of the operator
 */
record BonusTemplate(
        String tenantId,
        String code,
        Stage stage,
        TemplateVersion latest,
        int revision,
        Instant updatedAt,
        String updatedBy) {

    static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9-]{2,39}");

    BonusTemplate {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("Not a template code: " + code);
        }
    }

    static BonusTemplate drafted(String tenantId, String code, TemplateVersion first) {
        return new BonusTemplate(tenantId, code, new Stage.Draft(), first, 1, first.savedAt(), first.savedBy());
    }

    /** What runs goes on running until the new version is published. */
    BonusTemplate saved(TemplateVersion next) {
        return new BonusTemplate(tenantId, code, stage, next, revision + 1, next.savedAt(), next.savedBy());
    }

    BonusTemplate at(Stage next, Instant now, String by) {
        return new BonusTemplate(tenantId, code, next, latest, revision + 1, now, by);
    }
}
