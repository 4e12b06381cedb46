package dev.coffer.payment.exchange;

import org.jspecify.annotations.Nullable;

/** The rates that are kept: those that staff published for a tenant, and the provider's for all. */
interface Rates {

    /** In place of any earlier one between the two currencies, whichever way that was meant. */
    void publish(String tenantId, PublishedRate rate);

    /** @return whether there was one between the two, whichever way */
    boolean withdraw(String tenantId, String from, String to);

    /** The one between the two, whichever way it was meant; null when staff published none. */
    @Nullable
    PublishedRate published(String tenantId, String from, String to);

    /** Unless later ones are kept already. */
    void keep(ProvidedRates rates);

    /** Null before the provider was read for the first time. */
    @Nullable
    ProvidedRates provided();
}
