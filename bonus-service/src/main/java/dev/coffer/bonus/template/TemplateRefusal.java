package dev.coffer.bonus.template;

import dev.coffer.core.errors.RefusalCode;

/** Why a template is not saved. Nothing was changed. */
enum TemplateRefusal implements RefusalCode {
    BONUS_TEMPLATE_CHANGED(
            "The template is not at the version given, or its code is taken; read it again and repeat the change.");

    private final String meaning;

    TemplateRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
