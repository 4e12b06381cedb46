package dev.coffer.core.paging;

import dev.coffer.core.errors.Classification;
import dev.coffer.core.errors.ErrorCode;

/** What can be wrong with a cursor. */
public enum PagingError implements ErrorCode {
    CURSOR_INVALID("The cursor was not made by this service, or was changed on its way; start again without one."),
    CURSOR_OF_OTHER_QUERY(
            "The cursor was made by a query with another filter, sort or owner; start again without one, or with the same filter.");

    private final String meaning;

    PagingError(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public Classification classification() {
        return Classification.BAD_REQUEST;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
