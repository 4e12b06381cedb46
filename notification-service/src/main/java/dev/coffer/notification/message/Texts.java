package dev.coffer.notification.message;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The fixed texts in one language: that of the reader where there is one, else English. */
public final class Texts {

    private static final String BUNDLE = "dev.coffer.notification.message.texts";
    private static final ResourceBundle.Control NO_OTHER_LANGUAGE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle bundle;

    private Texts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** @param languageTag BCP 47; one that is not well formed, or that there are no texts in, gives English */
    public static Texts in(String languageTag) {
        Locale locale = Locale.forLanguageTag(languageTag);
        return new Texts(ResourceBundle.getBundle(BUNDLE, locale, Texts.class.getClassLoader(), NO_OTHER_LANGUAGE));
    }

    /** The language that the texts are in: "en", "de". */
    public String language() {
        return bundle.getString("language");
    }

    /** @throws java.util.MissingResourceException for a text that does not exist: a bug */
    public String get(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(arguments);
    }
}
