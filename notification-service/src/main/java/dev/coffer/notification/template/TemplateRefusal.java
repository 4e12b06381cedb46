package dev.coffer.notification.template;

import dev.coffer.core.errors.RefusalCode;

/** Why a template is not saved. */
public enum TemplateRefusal implements RefusalCode {
    TEMPLATE_CHANGED("Somebody else saved the template meanwhile; look at it and try again from there."),
    TOO_MANY_TEMPLATES("A tenant has at most 500 templates of its own."),
    TEMPLATE_CHANNEL_NEEDED(
            "The template as it stands is sent by a channel that the new one has nothing for; the message names it.");

    private final String meaning;

    TemplateRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
