package dev.coffer.bonus.template;

import dev.coffer.core.errors.RefusalCode;

/** Why a template is not changed. Nothing was changed. */
enum TemplateRefusal implements RefusalCode {
    BONUS_TEMPLATE_CHANGED(
            "The template is not at the version given, or its code is taken; read it again and repeat the change."),
    BONUS_TEMPLATE_ARCHIVED("The template is archived and stays as it is; save one with another code."),
    BONUS_TEMPLATE_NOT_PUBLISHED("Only a template that is published can be paused."),
    BONUS_TEMPLATE_OVER("The template's schedule has ended; save a version that ends later, and publish that."),
    PROMO_CODE_TAKEN("Another published or paused template has the promo code; archive that one, or use another code.");

    private final String meaning;

    TemplateRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
