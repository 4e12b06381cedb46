package dev.coffer.core.saga;

import dev.coffer.core.errors.RefusalCode;

/** Why a saga is left as it is. Nothing was changed. */
public enum SagaRefusal implements RefusalCode {
    SAGA_ENDED("The saga has come to its end: every step is done, or everything is undone."),
    SAGA_NOT_STUCK("The saga does not need attention: it goes on by itself."),
    SAGA_COMPENSATING("The saga is being undone already."),
    SAGA_IRREVERSIBLE("The saga is past the step after which there is no way back; retry it instead.");

    private final String meaning;

    SagaRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
