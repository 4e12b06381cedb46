package dev.coffer.sample.item;

import dev.coffer.core.errors.RefusalCode;

/** Why an item is not made or changed. Nothing was changed. */
enum ItemRefusal implements RefusalCode {
    // [sagas]
    ITEM_NOT_WAITING("This waits for no approval: it is approved, or its time is over."),
    // [/sagas]
    ITEM_CHANGED("Somebody has changed this meanwhile; look at it and try again with its present version."),
    ITEM_LIMIT("The user has as many of these as one may have; remove one first.");

    private final String meaning;

    ItemRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
