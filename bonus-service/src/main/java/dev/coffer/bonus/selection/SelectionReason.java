package dev.coffer.bonus.selection;

/** What of a rule a choice does not meet. */
public enum SelectionReason {
    SELECTION_COUNT,
    SELECTION_VALUE,
    SELECTION_CATEGORY,
    SELECTION_CATEGORIES,
    SELECTION_REPEATED,
    SELECTION_TOTAL
}
