package dev.coffer.sample.item;

/** What became of a wish to make or change an item. */
sealed interface ItemResult {

    /** @param item as it is now */
    record Done(Item item) implements ItemResult {}

    /** @param field the input field that it is about */
    record Refused(ItemRefusal code, String field) implements ItemResult {}
}
