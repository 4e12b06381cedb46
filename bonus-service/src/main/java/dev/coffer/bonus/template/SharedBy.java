package dev.coffer.bonus.template;

/** What several users may have in common, of whom one gets a bonus. */
public enum SharedBy {
    /** By which their clients say that they come. */
    DEVICE,
    /** A card or account that they have paid with. */
    PAYMENT_METHOD,
    /** Which staff or a service says that they live in. */
    HOUSEHOLD
}
