package dev.coffer.payment.provider;

/** What a provider makes of a webhook that came to it. */
public sealed interface WebhookReading {

    /** It is from the provider, and says this. */
    record Told(ProviderFact fact) implements WebhookReading {}

    /** It is from the provider, and about nothing that we keep. @param type as the provider calls it */
    record Ignored(String type) implements WebhookReading {}

    /** It is not from the provider, or not any more. @param why for operators, without what it said */
    record Refused(String why) implements WebhookReading {}
}
