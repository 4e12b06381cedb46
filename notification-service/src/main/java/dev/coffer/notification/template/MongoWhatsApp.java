package dev.coffer.notification.template;

import dev.coffer.notification.message.WhatsAppContent;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** How it is stored what a variant says in WhatsApp. */
final class MongoWhatsApp {

    private static final String CONTENT_SID = "contentSid";
    private static final String PLACES = "places";
    private static final String NAME = "name";
    private static final String TEXT = "text";
    private static final String IS_SESSION = "isSession";

    private MongoWhatsApp() {}

    static @Nullable Document write(@Nullable WhatsAppContent content) {
        return content == null
                ? null
                : new Document(CONTENT_SID, content.contentSid())
                        .append(
                                PLACES,
                                content.places().stream()
                                        .map(place -> new Document(NAME, place.name()).append(TEXT, place.text()))
                                        .toList())
                        .append(IS_SESSION, content.isSession());
    }

    static @Nullable WhatsAppContent read(@Nullable Document stored) {
        return stored == null
                ? null
                : new WhatsAppContent(
                        stored.getString(CONTENT_SID),
                        stored.getList(PLACES, Document.class).stream()
                                .map(place -> new WhatsAppContent.Place(place.getString(NAME), place.getString(TEXT)))
                                .toList(),
                        stored.getBoolean(IS_SESSION, false));
    }
}
