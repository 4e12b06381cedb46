package dev.coffer.notification.dispatch;

/** What became of an order, or of a wish to stop one. */
sealed interface DispatchResult {

    record Accepted(Dispatch dispatch) implements DispatchResult {}

    /** @param field the input field that it is about */
    record Refused(DispatchRefusal code, String field) implements DispatchResult {}
}
