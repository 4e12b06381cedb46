// [sagas]
package dev.coffer.sample.item;

/** What the saga {@code item-approval} keeps. @param isGiven whether staff have said yes */
record ItemApproval(boolean isGiven) {

    ItemApproval given() {
        return new ItemApproval(true);
    }
}
// [/sagas]
