package dev.coffer.notification.template;

import dev.coffer.notification.message.NotificationChannel;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a message says, by every channel and in every language that it is sent in.
 *
 * @param key "wallet.deposit.completed"
 * @param version of the tenant's own, from 1; {@value #BUILT_IN} where it is as it comes
 * @param variables all that its variants have places for
 */
public record Template(String key, int version, List<Variable> variables, List<Variant> variants) {

    static final int BUILT_IN = 0;

    /** What is spoken where a reader's language is none of a template's. */
    static final String FALLBACK = "en";

    public Template {
        variables = List.copyOf(variables);
        variants = List.copyOf(variants);
    }

    public boolean isBuiltIn() {
        return version == BUILT_IN;
    }

    /** By which channels a message can be sent: what an inbox is told can be pushed too. */
    public Set<NotificationChannel> channels() {
        Set<NotificationChannel> channels = EnumSet.noneOf(NotificationChannel.class);
        variants.forEach(variant -> channels.add(variant.channel()));
        if (channels.contains(NotificationChannel.IN_APP)) {
            channels.add(NotificationChannel.PUSH);
        }
        return channels;
    }

    /** The names of its variables. */
    public Set<String> names() {
        return variables.stream().map(Variable::name).collect(Collectors.toUnmodifiableSet());
    }

    /** The sample of each variable, by its name. */
    Map<String, String> samples() {
        Map<String, String> samples = new LinkedHashMap<>();
        variables.forEach(variable -> samples.put(variable.name(), variable.sample()));
        return samples;
    }

    /**
     * The variant for a reader: in exactly their language, else in it as spoken elsewhere, else in English, else in any. What is pushed is what
     * the inbox says, where there is no variant for it.
     *
     * @return null where nothing goes by this channel
     */
    @Nullable
    Variant variant(NotificationChannel channel, String locale) {
        Variant own = closest(channel, locale);
        return own == null && channel == NotificationChannel.PUSH ? closest(NotificationChannel.IN_APP, locale) : own;
    }

    private @Nullable Variant closest(NotificationChannel channel, String locale) {
        String language = Locale.forLanguageTag(locale).getLanguage();
        Variant best = null;
        int closest = 0;
        for (Variant variant : variants) {
            int near = variant.channel() == channel ? closeness(variant.locale(), locale, language) : 0;
            if (near > closest) {
                best = variant;
                closest = near;
            }
        }
        return best;
    }

    private static int closeness(String offered, String wanted, String language) {
        if (offered.equalsIgnoreCase(wanted)) {
            return 4;
        }
        if (offered.equals(language)) {
            return 3;
        }
        return offered.equals(FALLBACK) ? 2 : 1;
    }

    @Override
    public String toString() {
        return "Template[" + key + ", " + version + "]";
    }
}
