package dev.coffer.notification.workflow;

import dev.coffer.core.errors.RefusalCode;

/** Why a workflow is not saved. */
public enum WorkflowRefusal implements RefusalCode {
    WORKFLOW_CHANGED("Somebody else saved the workflow meanwhile; look at it and try again from there."),
    EVENT_UNKNOWN("Users cannot be told of an event of this type; workflows lists those that they can."),
    STEP_TEMPLATE_UNKNOWN("There is no template of this key, or it has nothing for the step's channel."),
    FIELD_NOT_TOLD("A step asks for something that the event does not tell; the message names it.");

    private final String meaning;

    WorkflowRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
